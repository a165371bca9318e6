package io.drover.supervisor.core;

import io.drover.posix.Signal;
import io.drover.proto.TaskResult;

/** The final state of a task. Every task gets exactly one. */
public sealed interface Outcome {

    Outcome OK = new Ok();
    Outcome TIMED_OUT = new TimedOut();
    Outcome CANCELLED = new Cancelled();
    Outcome SKIPPED = new Skipped();

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

    /** Never started, because the user did not want it. */
    record Skipped() implements Outcome {}

    /** How an attempt ended, as its worker reports it. */
    static Outcome of(TaskResult result) {
        if (result.getTimedOut()) {
            return TIMED_OUT;
        }
        if (result.getKilled()) {
            return CANCELLED;
        }
        if (result.getSignal() != 0) {
            return new Signaled(result.getSignal());
        }
        if (result.getExitCode() != 0) {
            return new Exited(result.getExitCode());
        }
        if (result.hasFailure()) {
            var failure = result.getFailure();
            return new Threw(failure.getClassName(), failure.getMessage(), failure.getStack());
        }
        return OK;
    }

    /** In a word or two, by what failures are grouped: "exit 3", "SIGSEGV", the class of an exception. */
    default String title() {
        if (this instanceof Exited exited) {
            return "exit " + exited.code();
        }
        if (this instanceof Signaled signaled) {
            return Signal.nameOf(signaled.signal());
        }
        if (this instanceof Threw threw) {
            return threw.className();
        }
        if (this instanceof TimedOut) {
            return "timed out";
        }
        if (this instanceof Lost) {
            return "lost";
        }
        if (this instanceof Skipped) {
            return "skipped";
        }
        return ok() ? "ok" : "cancelled";
    }

    default boolean ok() {
        return this instanceof Ok;
    }

    /** What GNU parallel would exit with if this task decided the status of the run: 0, 1–255, 128+signal, 255 out of time. */
    default int exitValue() {
        if (this instanceof Exited exited) {
            return exited.code();
        }
        if (this instanceof Signaled signaled) {
            return 128 + signaled.signal();
        }
        if (this instanceof TimedOut) {
            return 255;
        }
        return ok() ? 0 : 1;
    }
}
