package io.drover.supervisor.core;

/**
 * What can be seen of a task that has no final state.
 *
 * @param where how far it is
 * @param worker that has it; null: none
 * @param attempts how many have ended
 * @param last how the last of them has; null: nobody knows, or there was none
 * @param nanos for how long it has been there; negative where it {@linkplain Where#SLEEPS sleeps}: until it wakes up
 */
public record TaskSight(TaskSpec task, Where where, WorkerKey worker, int attempts, Outcome last, long nanos) {

    /** On its way. */
    public enum Where {
        /** It is not to start yet. */
        SLEEPS,
        /** It could start. */
        WAITS,
        /** A worker has it, and has not begun. */
        SENT,
        RUNS,
        /** Its worker has died, and what that has sent may still come. */
        SETTLES
    }

    static TaskSight waiting(TaskState task, long now) {
        long nanos = now - task.notBefore();
        return new TaskSight(task.spec(), nanos < 0 ? Where.SLEEPS : Where.WAITS, null, task.attempts(), task.last(), nanos);
    }

    static TaskSight with(WorkerProcess process, TaskState task, Where where, long nanos) {
        return new TaskSight(task.spec(), where, process.key, task.attempts(), task.last(), nanos);
    }
}
