package io.drover.records;

/**
 * How the same JSON is written.
 *
 * @param inside what is between brackets, members and their values
 * @param shortEscapes whether there are {@code \n}, {@code \t} and {@code \r}, or only {@code \u000a} and the like
 */
record JsonStyle(String inside, boolean shortEscapes) {
    static final JsonStyle COMPACT = new JsonStyle("", true);
    /** Byte for byte as GNU parallel writes it, for programs that read it with a regular expression. */
    static final JsonStyle GNU_PARALLEL = new JsonStyle(" ", false);
}
