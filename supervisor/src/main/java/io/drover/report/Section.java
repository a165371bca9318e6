package io.drover.report;

import io.drover.journal.Attempt;
import java.io.IOException;

/** A part of the page: takes in all attempts, in any order, and then writes itself once. */
interface Section {
    /**
     * Takes in one attempt.
     *
     * @param at when it started, on the {@link Axis}
     */
    default void add(Attempt attempt, long at) {}

    void writeTo(Html page) throws IOException;
}
