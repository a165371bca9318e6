package io.drover.serve.process;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last of what a process has printed. Confined to whoever has it. */
final class Tail {
    private static final int SIZE = 64 << 10;

    private final byte[] ring = new byte[SIZE];
    private long total;

    void add(ByteString data) {
        ByteString last = data.substring(Math.max(0, data.size() - SIZE));
        total += data.size() - last.size();
        int at = (int) (total % SIZE);
        int first = Math.min(last.size(), SIZE - at);
        last.substring(0, first).copyTo(ring, at);
        last.substring(first).copyTo(ring, 0);
        total += last.size();
    }

    /** How much it has printed in all. */
    long total() {
        return total;
    }

    /** What is left of what it has printed after so many bytes. */
    ByteString from(long position) {
        long from = Math.min(total, Math.max(Math.max(0, position), total - SIZE));
        int at = (int) (from % SIZE);
        int length = (int) (total - from);
        int first = Math.min(length, SIZE - at);
        return ByteString.copyFrom(ring, at, first).concat(ByteString.copyFrom(ring, 0, length - first));
    }

    List<String> lines(int most) {
        List<String> lines = from(0).toString(StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
}
