package io.drover.supervisor.core;

/** A task on its way to its final state. */
public final class TaskState {
    private final TaskSpec spec;
    private int attempts;
    private int losses;

    TaskState(TaskSpec spec) {
        this.spec = spec;
    }

    public TaskSpec spec() {
        return spec;
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

    int bytes() {
        return (int) Math.min(Integer.MAX_VALUE, spec.heldBytes());
    }
}
