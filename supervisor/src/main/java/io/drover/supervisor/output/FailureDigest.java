package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.Thousands;
import java.util.function.BinaryOperator;

/**
 * The failures of a run, grouped by their {@link Cause}, with the first of each group as an example. Takes the
 * same memory for three failures and for ten million.
 *
 * <p>Filled by the writing thread; read by others only when all is written.
 */
public final class FailureDigest {
    private final Causes<Group> causes = new Causes<>();
    private long failures;

    private static final class Group {
        final String title;
        final String stage;
        final long number;
        final String payload;
        final String detail;
        /** The payload is shown as it is, so it can be pasted. */
        final boolean complete;
        long count;

        Group(String title, FinishedTask first, String detail) {
            this.title = title;
            this.stage = first.task().stageName();
            this.number = first.task().number();
            this.payload = Texts.printable(first.task().payload());
            this.detail = detail;
            this.complete = first.task().payload().equals(ByteString.copyFromUtf8(payload));
        }
    }

    /** Adds a task that is neither ok nor cancelled. */
    void add(FinishedTask failed, StderrTail tail) {
        failures++;
        String detail = detail(failed, tail);
        String stage = failed.task().stageName();
        String title = failed.outcome().title() + (stage.isEmpty() ? "" : " in stage " + stage);
        Cause cause = Cause.of(Texts.printable(title), detail);
        causes.group(cause, shown -> new Group(shown.title(), failed, detail)).count++;
    }

    public long failures() {
        return failures;
    }

    /**
     * The digest as lines, each with its newline; empty if nothing has failed.
     *
     * @param runAgain makes of the name of a stage, and the payload of a task there, the command line that runs it again
     */
    public String text(Ledger.Totals ledger, BinaryOperator<String> runAgain) {
        if (failures == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder("drover: %s of %s tasks failed\n"
                .formatted(Thousands.of(failures), Thousands.of(ledger.submitted())));
        for (Group group : causes.groups()) {
            text.append("  ").append(group.title);
            if (group.count > 1) {
                text.append(" (×").append(Thousands.of(group.count)).append(')');
            }
            text.append(", first: task ").append(group.number).append(": ").append(group.payload).append('\n');
            if (!group.detail.isEmpty()) {
                text.append("      ").append(group.detail).append('\n');
            }
            String again = runAgain.apply(group.stage, group.payload);
            // A command line is shown already and can be pasted as it is.
            if (group.complete && !again.equals(group.payload)) {
                text.append("      run again: ").append(again).append('\n');
            }
        }
        return text.append("  ").append(ledger).append('\n').toString();
    }

    private static String detail(FinishedTask failed, StderrTail tail) {
        return switch (failed.outcome().kind()) {
            case THREW, LOST -> failed.outcome().cause() == null ? "" : Texts.printable(failed.outcome().cause());
            case OK, EXITED, SIGNALED, TIMED_OUT, CANCELLED, SKIPPED -> {
                tail.append(failed.error());
                yield tail.lastLine();
            }
        };
    }
}
