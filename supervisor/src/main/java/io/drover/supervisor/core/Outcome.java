package io.drover.supervisor.core;

/** The final state of a task. Every task gets exactly one. */
public sealed interface Outcome {

    Outcome OK = new Ok();
    Outcome TIMED_OUT = new TimedOut();
    Outcome CANCELLED = new Cancelled();

    /** Exit code 0, or a Java task that returned. */
    record Ok() implements Outcome {}

    /** A command that ended with an exit code other than 0. */
    record Exited(int code) implements Outcome {}

    /** A command that a signal ended, and not because we sent it. */
    record Signaled(int signal) implements Outcome {}

    /** A Java task that threw, or a command that could not be started; {@code stack} may be empty. */
    record Threw(String className, String message, String stack) implements Outcome {}

    /** Ran longer than it was allowed to and was killed for that. */
    record TimedOut() implements Outcome {}

    /** Its worker died while it ran, and it may not run again; {@code reason} says how the worker died. */
    record Lost(String reason) implements Outcome {}

    /** Killed, or never started, because the run was stopped. */
    record Cancelled() implements Outcome {}

    default boolean ok() {
        return this instanceof Ok;
    }

    /** The value GNU parallel would exit with if this task decided the status of the run: 0, 1–255, 128+signal. */
    default int exitValue() {
        if (this instanceof Exited exited) {
            return exited.code();
        }
        if (this instanceof Signaled signaled) {
            return 128 + signaled.signal();
        }
        return ok() ? 0 : 1;
    }
}
