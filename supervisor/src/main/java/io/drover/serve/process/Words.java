package io.drover.serve.process;

import io.drover.supervisor.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says what is the case with a process. */
final class Words {
    private Words() {}

    /**
     * Some lines, each about something else.
     *
     * @param obstacles what it waits for
     */
    static List<String> of(Instance one, List<String> obstacles, long now) {
        List<String> lines = new ArrayList<>();
        lines.add(state(one, obstacles, now));
        if (!one.complaint().isEmpty()) {
            lines.add("its health check: " + one.complaint());
        }
        if (one.restarts() > 0) {
            lines.add("started again " + (one.restarts() == 1 ? "once" : one.restarts() + " times"));
        }
        if (one.last() != null) {
            lines.add("the last that has ended: " + end(one.last()) + " after " + seconds(one.lastRan()));
        }
        return lines;
    }

    /** In one line. */
    static String state(Instance one, List<String> obstacles, long now) {
        String age = seconds(now - one.since());
        return one.name() + " " + switch (one.state()) {
            case STOPPED -> "is stopped, for " + age;
            case WAITING -> "has waited for " + age + " for " + String.join("; ", obstacles);
            case STARTING -> "has been started " + age + " ago, and is not ready: " + switch (one.plan().rules().ready()) {
                case START -> "it is when it has run for " + seconds(one.plan().rules().start().toNanos());
                case HEALTH -> "its health check has not succeeded yet";
                case EXIT -> "it is when it has ended";
            };
            case RUNNING -> "has been ready for " + age;
            case BACKOFF -> "has failed, " + one.failures() + " in a row, and starts again in " + seconds(one.deadline() - now);
            case STOPPING -> one.killed() ? "is being killed" : "is being stopped, and is killed in " + seconds(one.deadline() - now);
            case EXITED -> "has ended " + age + " ago, and is not started again";
            case GAVE_UP -> "has failed " + one.plan().rules().giveUp().failures() + " times within "
                    + seconds(one.plan().rules().giveUp().within().toNanos()) + ", and is not started any more: drover start has it start";
        };
    }

    /** What there is to tell when it has become what it is; empty: nothing. */
    static String news(Instance one, long now) {
        return switch (one.state()) {
            case BACKOFF -> "has ended (" + end(one.last()) + "), and starts again in " + seconds(one.deadline() - now);
            case EXITED -> "has ended (" + end(one.last()) + ")";
            case GAVE_UP -> "has ended (" + end(one.last()) + ") once too often, and is not started any more";
            case STOPPING -> one.complaint().isEmpty() ? "" : "is ended: its health check: " + one.complaint();
            case STOPPED, WAITING, STARTING, RUNNING -> "";
        };
    }

    /** How a process has ended. */
    static String end(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.OK ? "exit 0" : outcome.kind() == Outcome.Kind.CANCELLED ? "killed" : outcome.why();
    }

    private static String seconds(long nanos) {
        long millis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos));
        return millis < 120_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : millis / 60_000 + " min";
    }
}
