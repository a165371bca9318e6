package io.drover.worker.slot;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;

/** What a command has printed to one stream and has not been sent. */
public final class HeldOutput {
    private ByteString bytes = ByteString.EMPTY;

    public int size() {
        return bytes.size();
    }

    public void clear() {
        bytes = ByteString.EMPTY;
    }

    /** Adds the first {@code count} bytes of {@code source}. */
    public void append(ByteBuffer source, int count) {
        ByteString added = ByteString.copyFrom(source.clear().limit(count));
        source.clear();
        append(added);
    }

    public void append(ByteString added) {
        bytes = bytes.concat(added);
    }

    public ByteString take() {
        ByteString taken = bytes;
        bytes = ByteString.EMPTY;
        return taken;
    }
}
