package io.drover.pool;

/** The worker process that ran a task has died, and the task does not run again. Other tasks and the pool go on. */
public final class WorkerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int attempts;

    WorkerLostException(String reason, int attempts) {
        super("the worker died: " + reason + (attempts > 1 ? " (started " + attempts + " times)" : ""));
        this.attempts = attempts;
    }

    /** {@return how many times the task was started} */
    public int attempts() {
        return attempts;
    }
}
