package io.drover.supervisor.output;

/** The size of a terminal. */
public record Screen(int columns, int rows) {}
