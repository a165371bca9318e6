package io.drover.parallel.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;

/** One input source: a sequence of values, read once by one thread. */
public interface Records extends AutoCloseable {

    /** The next value; null when there are no more. May block. */
    byte[] next() throws IOException;

    /** The next value, a long one perhaps in pieces, so that it is never held twice; null when there are no more. */
    default ByteString nextInPieces() throws IOException {
        byte[] value = next();
        return value == null ? null : UnsafeByteOperations.unsafeWrap(value);
    }

    /** Whether {@link #next} has a value at hand and will not block. False at the end. */
    boolean ready() throws IOException;

    @Override
    default void close() throws IOException {}
}
