package io.drover.cli.graph;

import io.drover.cli.toml.Place;
import java.util.List;

/**
 * An option.
 *
 * @param name with its hyphens
 * @param words that give it, once or several times
 * @param place of its key
 */
public record Setting(String name, List<String> words, Place place) {}
