package io.drover.parallel.blocks;

/** A search for the end of some records, which goes on where it was when more of them has been read. */
final class Search {
    /** How many records there are to be. */
    final int count;
    /** How many ends were found. */
    int found;
    /** Where to go on, counted from the start of the first. */
    int at;

    Search(int count) {
        this.count = count;
    }
}
