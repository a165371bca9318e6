package io.drover.supervisor.core;

import java.util.Locale;

/** Counts what came in and what became of it. Every task has exactly one final state, on every ending. */
public final class Ledger {
    /** What outcomes are counted as. */
    public enum Column {
        OK,
        FAILED,
        TIMED_OUT,
        LOST,
        CANCELLED;

        /** Its name as files have it. */
        private final String text = name().toLowerCase(Locale.ROOT);

        public String text() {
            return text;
        }
    }

    private final long[] finished = new long[Column.values().length];
    private long submitted;

    void submit() {
        submitted++;
    }

    void finished(Outcome outcome) {
        finished[outcome.column().ordinal()]++;
    }

    public long submitted() {
        return submitted;
    }

    public Totals totals() {
        return new Totals(
                submitted,
                count(Column.OK),
                count(Column.FAILED),
                count(Column.TIMED_OUT),
                count(Column.LOST),
                count(Column.CANCELLED));
    }

    private long count(Column column) {
        return finished[column.ordinal()];
    }

    /** The numbers at one moment. */
    public record Totals(long submitted, long ok, long failed, long timedOut, long lost, long cancelled) {

        /** Nothing has come. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        /** So many have come to the same end. */
        public static Totals of(Column column, long count) {
            return new Totals(
                    count,
                    column == Column.OK ? count : 0,
                    column == Column.FAILED ? count : 0,
                    column == Column.TIMED_OUT ? count : 0,
                    column == Column.LOST ? count : 0,
                    column == Column.CANCELLED ? count : 0);
        }

        /** Tasks that were started or should have been and did not succeed, without those a stop took away. */
        public long bad() {
            return failed + timedOut + lost;
        }

        public long finished() {
            return ok + bad() + cancelled;
        }

        /** Both together. */
        public Totals plus(Totals other) {
            return new Totals(
                    submitted + other.submitted,
                    ok + other.ok,
                    failed + other.failed,
                    timedOut + other.timedOut,
                    lost + other.lost,
                    cancelled + other.cancelled);
        }

        public boolean balances() {
            return submitted == finished();
        }

        @Override
        public String toString() {
            return "submitted " + Thousands.of(submitted) + " = ok " + Thousands.of(ok) + " + failed " + Thousands.of(failed)
                    + " + timed out " + Thousands.of(timedOut) + " + lost " + Thousands.of(lost)
                    + " + cancelled " + Thousands.of(cancelled);
        }
    }
}
