package io.drover.supervisor.input;

import java.io.IOException;

/** One input source: a sequence of values, read once by one thread. */
interface Records extends AutoCloseable {

    /** The next value; null when there are no more. May block. */
    byte[] next() throws IOException;

    /** Whether {@link #next} has a value at hand and will not block. False at the end. */
    boolean ready() throws IOException;

    @Override
    default void close() throws IOException {}
}
