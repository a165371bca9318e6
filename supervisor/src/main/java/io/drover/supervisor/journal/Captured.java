package io.drover.supervisor.journal;

import com.google.protobuf.ByteString;

/** What a running task has printed until now, as far as the journal wants it: all that is small, the end of the rest. */
final class Captured {
    /** Larger output is not kept, only counted. */
    static final int INLINE_BYTES = 16 << 10;

    private ByteString output = ByteString.EMPTY;
    private ByteString error = ByteString.EMPTY;
    private long outputBytes;
    private long errorBytes;

    void add(boolean standardError, ByteString data) {
        if (standardError) {
            errorBytes += data.size();
            error = error.concat(data);
            if (error.size() > 2 * INLINE_BYTES) {
                error = ByteString.copyFrom(error.substring(error.size() - INLINE_BYTES).toByteArray());
            }
        } else {
            outputBytes += data.size();
            output = outputBytes > INLINE_BYTES ? ByteString.EMPTY : output.concat(data);
        }
    }

    /** Null if it is empty or too large to be kept. */
    byte[] output() {
        return output.isEmpty() ? null : output.toByteArray();
    }

    byte[] error() {
        return error.isEmpty() || errorBytes > INLINE_BYTES ? null : error.toByteArray();
    }

    /** The end of standard error, also of one too large to be kept. */
    ByteString errorTail() {
        return error;
    }

    long outputBytes() {
        return outputBytes;
    }

    long errorBytes() {
        return errorBytes;
    }

    int heldBytes() {
        return output.size() + error.size();
    }
}
