package io.drover.worker;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;

/** What a command has printed to one stream and has not been sent. */
final class HeldOutput {
    private ByteString bytes = ByteString.EMPTY;

    int size() {
        return bytes.size();
    }

    void clear() {
        bytes = ByteString.EMPTY;
    }

    /** Adds the first {@code count} bytes of {@code source}. */
    void append(ByteBuffer source, int count) {
        ByteString added = ByteString.copyFrom(source.clear().limit(count));
        source.clear();
        append(added);
    }

    void append(ByteString added) {
        bytes = bytes.concat(added);
    }

    ByteString take() {
        ByteString taken = bytes;
        bytes = ByteString.EMPTY;
        return taken;
    }
}
