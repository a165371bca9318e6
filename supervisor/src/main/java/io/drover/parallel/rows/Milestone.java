package io.drover.parallel.rows;

import io.drover.parallel.records.Records;
import io.drover.parallel.text.Bytes;
import java.io.IOException;
import java.util.Arrays;

/**
 * A value that is none: what comes after it waits for the end of all before it. A row that holds it is no task.
 *
 * @param text the value; null where no value is a milestone
 */
public record Milestone(byte[] text) {

    public static Milestone of(String text) {
        return new Milestone(text == null ? null : Bytes.of(text));
    }

    public boolean isIn(byte[][] row) {
        return text != null && Arrays.stream(row).anyMatch(value -> Arrays.equals(value, text));
    }

    /**
     * {@code records}, and a milestone after them: where sources are combined, each round through one of them is over
     * before the next begins.
     */
    public Records after(Records records) {
        return text == null ? records : new Ended(records, text);
    }

    /** {@code rows} that are tasks, to be counted. */
    public Rows without(Rows rows) {
        return text == null ? rows : new Tasks(rows, this);
    }

    private static final class Ended implements Records {
        private final Records records;
        private byte[] last;

        Ended(Records records, byte[] last) {
            this.records = records;
            this.last = last;
        }

        @Override
        public byte[] next() throws IOException {
            byte[] next = last == null ? null : records.next();
            if (next == null) {
                next = last;
                last = null;
            }
            return next;
        }

        @Override
        public boolean ready() throws IOException {
            return last != null && records.ready();
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }

    private record Tasks(Rows rows, Milestone milestone) implements Rows {
        @Override
        public byte[][] next() throws IOException {
            byte[][] row = rows.next();
            while (row != null && milestone.isIn(row)) {
                row = rows.next();
            }
            return row;
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
