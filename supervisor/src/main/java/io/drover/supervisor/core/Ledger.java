package io.drover.supervisor.core;

/** Counts what came in and what became of it. Every task has exactly one final state, on every ending. */
public final class Ledger {
    private long submitted;
    private long ok;
    private long failed;
    private long timedOut;
    private long lost;
    private long cancelled;

    void submit() {
        submitted++;
    }

    void finished(Outcome outcome) {
        if (outcome == Outcome.OK) {
            ok++;
        } else if (outcome instanceof Outcome.TimedOut) {
            timedOut++;
        } else if (outcome instanceof Outcome.Lost) {
            lost++;
        } else if (outcome instanceof Outcome.Cancelled) {
            cancelled++;
        } else {
            failed++;
        }
    }

    public long submitted() {
        return submitted;
    }

    long count() {
        return ok + failed + timedOut + lost + cancelled;
    }

    public Totals totals() {
        return new Totals(submitted, ok, failed, timedOut, lost, cancelled);
    }

    /** The numbers at one moment. */
    public record Totals(long submitted, long ok, long failed, long timedOut, long lost, long cancelled) {

        /** Tasks that were started or should have been and did not succeed, without those a stop took away. */
        public long bad() {
            return failed + timedOut + lost;
        }

        public long finished() {
            return ok + bad() + cancelled;
        }

        public boolean balances() {
            return submitted == finished();
        }

        @Override
        public String toString() {
            return String.format(
                    java.util.Locale.ROOT,
                    "submitted %,d = ok %,d + failed %,d + timed out %,d + lost %,d + cancelled %,d",
                    submitted, ok, failed, timedOut, lost, cancelled);
        }
    }
}
