package io.drover.supervisor.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * What stands around each line of a task's output.
 *
 * @param before what a line begins with: a colour, a tag and a TAB; empty for nothing
 * @param after what it ends with, before the newline, which an unfinished last line then gets too; empty for nothing
 */
record LineStyle(byte[] before, byte[] after) {
    private static final byte[] NOTHING = {};

    /** Lines as they are. */
    static final LineStyle PLAIN = new LineStyle(NOTHING, NOTHING);

    /** @param tag null for none */
    static LineStyle tagged(byte[] tag) {
        return tag == null ? PLAIN : new LineStyle(withTab(NOTHING, tag), NOTHING);
    }

    /** @param tag null for none */
    static LineStyle coloured(byte[] on, byte[] tag, byte[] off) {
        return new LineStyle(tag == null ? on : withTab(on, tag), off);
    }

    private static byte[] withTab(byte[] colour, byte[] tag) {
        ByteArrayOutputStream before = new ByteArrayOutputStream(colour.length + tag.length + 1);
        before.writeBytes(colour);
        before.writeBytes(tag);
        before.write('\t');
        return before.toByteArray();
    }

    /** Nothing stands there. */
    boolean plain() {
        return before.length == 0 && after.length == 0;
    }

    /** Something that is written to a place to be named. */
    interface Text {
        void writeTo(ByteSink sink) throws IOException;
    }

    /**
     * Writes lines in this style.
     *
     * @param text begins at the start of a line
     * @param last whether nothing of the same stream will follow
     */
    void write(Text text, boolean last, ByteSink sink) throws IOException {
        if (plain()) {
            text.writeTo(sink);
            return;
        }
        StyledLines lines = new StyledLines(this, sink);
        text.writeTo(lines);
        if (last) {
            lines.end();
        }
    }
}
