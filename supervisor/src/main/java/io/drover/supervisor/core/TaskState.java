package io.drover.supervisor.core;

/** A task on its way to its final state. */
public final class TaskState {
    private final TaskSpec spec;
    private final Terms terms;
    private final long order;
    /** Asked for at every step of its way. */
    private final int bytes;
    private final long sentBytes;
    private long notBefore;
    private int attempts;
    private int losses;
    private boolean unwanted;
    private Outcome last;

    /** @param order how many tasks of its crew were submitted before it */
    TaskState(TaskSpec spec, Terms usual, long order, long now) {
        this.spec = spec;
        this.terms = spec.terms() == null ? usual : spec.terms();
        this.order = order;
        this.bytes = (int) Math.min(Integer.MAX_VALUE, spec.heldBytes());
        this.sentBytes = spec.sentBytes();
        this.notBefore = now + terms.delay().toNanos();
    }

    public TaskSpec spec() {
        return spec;
    }

    /** What it is owed: its own terms or those of its crew. */
    Terms terms() {
        return terms;
    }

    long order() {
        return order;
    }

    /** How the last attempt ended that is followed by another; null: there was none. */
    Outcome last() {
        return last;
    }

    void last(Outcome outcome) {
        last = outcome;
    }

    /** It starts at this time at the earliest. */
    long notBefore() {
        return notBefore;
    }

    /** An attempt has failed and another one follows. */
    void backOff(long now) {
        notBefore = now + terms.backoff().nanosAfter(attempts);
    }

    boolean mayRunAgain() {
        return !unwanted && terms.allow(attempts);
    }

    /** Nobody wants it any more, but it runs: that is the last time. */
    void lastAttempt() {
        unwanted = true;
    }

    boolean unwanted() {
        return unwanted;
    }

    /** It has taken so many workers with it that no other is to meet it. */
    boolean isPoison() {
        return losses >= terms.poisonLimit();
    }

    /** How many attempts have ended. */
    public int attempts() {
        return attempts;
    }

    /** How many workers died while they ran it, or of nothing else that we know. */
    int losses() {
        return losses;
    }

    void attemptEnded() {
        attempts++;
    }

    /** A worker died that had it, though nobody knows of what: no attempt of it has ended. */
    void suspected() {
        losses++;
    }

    void workerLost() {
        attempts++;
        losses++;
    }

    /** What it holds of our memory. */
    int bytes() {
        return bytes;
    }

    /** What it takes of its worker's memory. */
    long sentBytes() {
        return sentBytes;
    }
}
