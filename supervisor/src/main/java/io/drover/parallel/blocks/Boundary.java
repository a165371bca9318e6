package io.drover.parallel.blocks;


/** Finds where one record ends and the next one starts. */
interface Boundary {

    /** The end of the last record in {@code bytes} from {@code from} to {@code to}, with a start after it; else -1. */
    int last(byte[] bytes, int from, int to);

    /** The end of the last record that is searched for, or -1. As for GNU parallel each takes at least one step on. */
    int nth(byte[] bytes, int from, int to, Search search);

    /** The same for what follows {@code header}, which may name the columns. */
    default Boundary after(byte[] header) {
        return this;
    }

    /** Whether the end of the input may be cut as well, so that what follows the last boundary is a block of its own. */
    default boolean cutsRemainder() {
        return false;
    }
}
