package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import java.util.Arrays;

/** The last bytes of a task's standard error, for the {@link FailureDigest}; the rest may be printed or on disk. */
final class StderrTail {
    private static final int LIMIT = 4 << 10;

    private byte[] bytes = {};

    void append(ByteString data) {
        int added = Math.min(LIMIT, data.size());
        int kept = Math.min(bytes.length, LIMIT - added);
        byte[] joined = Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length + added);
        data.substring(data.size() - added).copyTo(joined, kept);
        bytes = joined;
    }

    /** What comes from now on is of another attempt. */
    void clear() {
        bytes = new byte[0];
    }

    /** The last line with something in it; empty if there is none. */
    String lastLine() {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && !Lines.ends(bytes[from - 1])) {
            from--;
        }
        return Texts.printable(bytes, from, end - from);
    }
}
