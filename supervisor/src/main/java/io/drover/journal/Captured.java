package io.drover.journal;

import com.google.protobuf.ByteString;

/**
 * What a running task has printed until now, as far as it is kept in memory: all of a small output, and the end of
 * standard error. A large output goes to a file, piece by piece; see {@link LargeOutputs}.
 */
final class Captured {
    /** Up to this an output is kept in the journal itself. */
    static final int INLINE_BYTES = 16 << 10;
    private static final int TAIL_BYTES = 4 << 10;

    private ByteString output = ByteString.EMPTY;
    private ByteString error = ByteString.EMPTY;
    private ByteString errorTail = ByteString.EMPTY;
    private long outputBytes;
    private long errorBytes;

    /** Returns what has to go to a file now; empty for as long as the output is small. */
    ByteString add(boolean standardError, ByteString data) {
        if (!standardError) {
            outputBytes += data.size();
            ByteString all = output.concat(data);
            boolean large = outputBytes > INLINE_BYTES;
            output = large ? ByteString.EMPTY : all;
            return large ? all : ByteString.EMPTY;
        }
        errorBytes += data.size();
        ByteString all = error.concat(data);
        boolean large = errorBytes > INLINE_BYTES;
        error = large ? ByteString.EMPTY : all;
        errorTail = tail(errorTail.concat(data));
        return large ? all : ByteString.EMPTY;
    }

    private static ByteString tail(ByteString all) {
        // A copy, so that the message it came in need not be kept.
        return all.size() <= 2 * TAIL_BYTES
                ? all
                : ByteString.copyFrom(all.substring(all.size() - TAIL_BYTES).toByteArray());
    }

    /** Null if it is empty or large. */
    byte[] output() {
        return output.isEmpty() ? null : output.toByteArray();
    }

    byte[] error() {
        return error.isEmpty() ? null : error.toByteArray();
    }

    boolean large(boolean standardError) {
        return (standardError ? errorBytes : outputBytes) > INLINE_BYTES;
    }

    /** At most the last 4 KiB of standard error. */
    ByteString errorTail() {
        return errorTail.substring(Math.max(0, errorTail.size() - TAIL_BYTES));
    }

    long outputBytes() {
        return outputBytes;
    }

    long errorBytes() {
        return errorBytes;
    }
}
