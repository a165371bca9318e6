package io.drover.cli.graph;

import java.util.List;

/**
 * An option.
 *
 * @param name with its hyphens
 * @param words that give it, once or several times
 * @param place of its key
 */
public record Setting(String name, List<String> words, Place place) {}
