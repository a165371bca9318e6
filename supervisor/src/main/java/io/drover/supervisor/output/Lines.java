package io.drover.supervisor.output;

import com.google.protobuf.ByteString;

/** Where lines end. As in GNU parallel, after a newline or a carriage return. */
final class Lines {
    private Lines() {}

    static boolean ends(byte b) {
        return b == '\n' || b == '\r';
    }

    /** Number of bytes up to and with the last line end; 0 if there is none. */
    static int complete(ByteString data) {
        int end = data.size();
        while (end > 0 && !ends(data.byteAt(end - 1))) {
            end--;
        }
        return end;
    }

    static int complete(byte[] bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && !ends(bytes[end - 1])) {
            end--;
        }
        return end - offset;
    }
}
