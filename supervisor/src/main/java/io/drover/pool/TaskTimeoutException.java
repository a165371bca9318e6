package io.drover.pool;

import java.util.concurrent.TimeoutException;

/** A task ran longer than it may and was ended, with its worker. Other tasks and the pool go on. */
public final class TaskTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    private final String threadDump;

    TaskTimeoutException(long task, String threadDump) {
        super("task " + task + " ran longer than it may and was ended with its worker"
                + (threadDump.isEmpty() ? "" : "; it was here:\n" + threadDump));
        this.threadDump = threadDump;
    }

    /** {@return what its thread was at when the time was over, as a JVM writes it; empty where nobody knows} */
    public String threadDump() {
        return threadDump;
    }
}
