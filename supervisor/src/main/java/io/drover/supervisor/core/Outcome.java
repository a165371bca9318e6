package io.drover.supervisor.core;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.proto.TaskResult;
import java.util.OptionalInt;

/**
 * The final state of a task. Every task gets exactly one.
 *
 * <p>Whoever treats outcomes differently switches over {@link #kind()}, without a {@code default}: a new kind does not
 * compile until it is handled everywhere.
 */
public sealed interface Outcome {

    Outcome OK = new Ok();
    Outcome TIMED_OUT = new TimedOut();
    Outcome CANCELLED = new Cancelled();
    Outcome SKIPPED = new Skipped();

    /** One for each record below. */
    enum Kind {
        OK,
        EXITED,
        SIGNALED,
        THREW,
        TIMED_OUT,
        LOST,
        CANCELLED,
        SKIPPED
    }

    /** Exit code 0, or a Java task that returned. */
    record Ok() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.OK;
        }
    }

    /** A command that ended with an exit code other than 0. */
    record Exited(int code) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.EXITED;
        }
    }

    /** A command that a signal ended, and not because we sent it. */
    record Signaled(int signal) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.SIGNALED;
        }
    }

    /**
     * A Java task that threw, or a command that could not be started; {@code stack} may be empty.
     *
     * @param object the exception itself, serialized; empty where nobody asked for it or it cannot be
     */
    record Threw(String className, String message, String stack, ByteString object) implements Outcome {
        public Threw(String className, String message, String stack) {
            this(className, message, stack, ByteString.EMPTY);
        }

        @Override
        public Kind kind() {
            return Kind.THREW;
        }
    }

    /** Ran longer than it was allowed to and was killed for that. */
    record TimedOut() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.TIMED_OUT;
        }
    }

    /**
     * Its worker died while it ran, and it may not run again.
     *
     * @param reason says how the worker died, in a line
     * @param log the end of the worker's log; empty where there is none
     */
    record Lost(String reason, String log) implements Outcome {
        public Lost(String reason) {
            this(reason, "");
        }

        @Override
        public Kind kind() {
            return Kind.LOST;
        }
    }

    /** Killed, or never started, because the run was stopped. */
    record Cancelled() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.CANCELLED;
        }
    }

    /** Never started, because the user did not want it. */
    record Skipped() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.SKIPPED;
        }
    }

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
            return new Threw(failure.getClassName(), failure.getMessage(), failure.getStack(), failure.getObject());
        }
        return OK;
    }

    Kind kind();

    default boolean ok() {
        return kind() == Kind.OK;
    }

    /** It was to run and has not succeeded: neither did a stop take it away, nor was it unwanted. */
    default boolean failed() {
        return switch (kind()) {
            case EXITED, SIGNALED, THREW, TIMED_OUT, LOST -> true;
            case OK, CANCELLED, SKIPPED -> false;
        };
    }

    /** It says something of the task. After a stop that took the task away it is as if it had not run. */
    default boolean counts() {
        return switch (kind()) {
            case OK, EXITED, SIGNALED, THREW, TIMED_OUT, LOST, SKIPPED -> true;
            case CANCELLED -> false;
        };
    }

    /** What the ledger, the journal and the records count it as. */
    default Ledger.Column column() {
        return switch (kind()) {
            case OK -> Ledger.Column.OK;
            // What the user did not want has not been done: it has failed, as in GNU parallel's count.
            case EXITED, SIGNALED, THREW, SKIPPED -> Ledger.Column.FAILED;
            case TIMED_OUT -> Ledger.Column.TIMED_OUT;
            case LOST -> Ledger.Column.LOST;
            case CANCELLED -> Ledger.Column.CANCELLED;
        };
    }

    /** In a word or two, by what failures are grouped: "exit 3", "SIGSEGV", the class of an exception. */
    default String title() {
        return switch (kind()) {
            case OK -> "ok";
            case EXITED -> "exit " + ((Exited) this).code();
            case SIGNALED -> Signal.nameOf(((Signaled) this).signal());
            case THREW -> ((Threw) this).className();
            case TIMED_OUT -> "timed out";
            case LOST -> "lost";
            case CANCELLED -> "cancelled";
            case SKIPPED -> "skipped";
        };
    }

    /** Title and cause, in a line or more. */
    default String why() {
        return title() + (cause() == null || cause().isEmpty() ? "" : ": " + cause());
    }

    /** What was said of the cause: by an exception, or of the death of a worker; null when nothing was. */
    default String cause() {
        return switch (kind()) {
            case THREW -> ((Threw) this).message();
            case LOST -> ((Lost) this).reason();
            case OK, EXITED, SIGNALED, TIMED_OUT, CANCELLED, SKIPPED -> null;
        };
    }

    /** With what it exited; empty where it did not get that far. */
    default OptionalInt exitCode() {
        return switch (kind()) {
            case OK -> OptionalInt.of(0);
            case EXITED -> OptionalInt.of(((Exited) this).code());
            case SIGNALED, THREW, TIMED_OUT, LOST, CANCELLED, SKIPPED -> OptionalInt.empty();
        };
    }

    /** The signal that ended it, and that we have not sent. */
    default OptionalInt endingSignal() {
        return switch (kind()) {
            case SIGNALED -> OptionalInt.of(((Signaled) this).signal());
            case OK, EXITED, THREW, TIMED_OUT, LOST, CANCELLED, SKIPPED -> OptionalInt.empty();
        };
    }

    /** What GNU parallel would exit with if this task decided the status of the run: 0, 1–255, 128+signal, 255 out of time. */
    default int exitValue() {
        return switch (kind()) {
            case OK -> 0;
            case EXITED -> ((Exited) this).code();
            case SIGNALED -> 128 + ((Signaled) this).signal();
            case TIMED_OUT -> 255;
            case THREW, LOST, CANCELLED, SKIPPED -> 1;
        };
    }
}
