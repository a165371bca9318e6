package io.drover.supervisor.output;

import java.io.IOException;

/**
 * Puts a tag and a TAB before every line of what passes through. As in GNU parallel a carriage return ends a line too,
 * an unfinished last line gets its tag but no newline, and no output gets no tag.
 *
 * <p>One object for one stream of one task, or for a part of it that begins at the start of a line.
 */
final class Tagger implements ByteSink {
    private static final byte[] TAB = {'\t'};

    private final byte[] tag;
    private final ByteSink sink;
    private boolean lineBegins = true;

    Tagger(byte[] tag, ByteSink sink) {
        this.tag = tag;
        this.sink = sink;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        while (from < end) {
            if (lineBegins) {
                sink.write(tag, 0, tag.length);
                sink.write(TAB, 0, 1);
            }
            int to = from;
            while (to < end && !Lines.ends(bytes[to])) {
                to++;
            }
            lineBegins = to < end;
            to = Math.min(to + 1, end);
            sink.write(bytes, from, to - from);
            from = to;
        }
    }
}
