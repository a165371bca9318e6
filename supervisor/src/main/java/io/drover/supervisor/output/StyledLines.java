package io.drover.supervisor.output;

import java.io.IOException;

/**
 * Puts a style around every line of what passes through. As in GNU parallel a carriage return ends a line too, and no
 * output gets no style.
 *
 * <p>One object for one stream of one task, or for a part of it that begins at the start of a line.
 */
final class StyledLines implements ByteSink {
    private static final byte[] NEWLINE = {'\n'};

    private final LineStyle style;
    private final ByteSink sink;
    private boolean lineOpen;
    private boolean returned;

    StyledLines(LineStyle style, ByteSink sink) {
        this.style = style;
        this.sink = sink;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        while (from < end) {
            if (!lineOpen) {
                write(style.before());
            }
            int to = from;
            while (to < end && !Lines.ends(bytes[to])) {
                to++;
            }
            sink.write(bytes, from, to - from);
            lineOpen = to == end;
            if (!lineOpen) {
                write(style.after());
                sink.write(bytes, to, 1);
                returned = bytes[to] == '\r';
                to++;
            }
            from = to;
        }
    }

    /** Nothing more will come: a style with an end ends the last line. */
    void end() throws IOException {
        if (style.after().length > 0 && (lineOpen || returned)) {
            if (!lineOpen) {
                write(style.before());
            }
            write(style.after());
            write(NEWLINE);
        }
    }

    private void write(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            sink.write(bytes, 0, bytes.length);
        }
    }
}
