package io.drover.cli.graph;

import java.util.List;

/**
 * A flow as it is written.
 *
 * @param name what people call it; empty if it has none
 * @param run options of the whole run
 * @param stages at least one
 * @param stageNames of each
 */
public record Graph(String name, Part run, List<Part> stages, List<String> stageNames) {}
