package io.drover.control;

import io.drover.proto.ControlRequest;
import io.drover.supervisor.Sight;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.PlaceSight;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words why a task or a worker is as it is. One thread at a time. */
final class Explaining {
    /** Of what a task runs. */
    private static final int LONGEST_TITLE = 200;

    private final Subject subject;

    Explaining(Subject subject) {
        this.subject = subject;
    }

    List<String> lines(ControlRequest.Explain wanted) throws RefusedException {
        return switch (wanted.getWhatCase()) {
            case TASK -> task(wanted.getTask());
            case WORKER -> worker(wanted.getWorker());
            case PROCESS -> throw new RefusedException("it keeps no processes: drover up and serve -f do");
            case WHAT_NOT_SET -> throw new RefusedException("say which task or worker");
        };
    }

    // ------------------------------------------------------------------- task

    private List<String> task(long number) throws RefusedException {
        TaskSight task = subject.supervisor().look(number).orElseThrow(() -> new RefusedException(
                "task " + number + " is not here: it was not taken from the input yet, or is over"));
        List<String> lines = new ArrayList<>();
        lines.add("task " + number + ": " + title(new String(subject.title().apply(task.task()), StandardCharsets.UTF_8)));
        lines.add(where(number, task));
        if (task.attempts() > 0) {
            String ended = task.attempts() == 1 ? "1 attempt has ended" : task.attempts() + " attempts have ended";
            lines.add(ended + last(task.last()));
        }
        return lines;
    }

    private static String last(Outcome last) {
        return last == null ? "" : ", the last: " + last.why();
    }

    private static String title(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST_TITLE ? line.substring(0, LONGEST_TITLE) + "..." : line;
    }

    private String where(long number, TaskSight task) {
        return switch (task.where()) {
            case SLEEPS -> "is not to start yet, for " + seconds(-task.nanos()) + (task.attempts() > 0 ? ": its back-off after a failure" : "");
            case WAITS -> "has waited for " + seconds(task.nanos()) + ": " + obstacle();
            case SENT -> "is with " + task.worker() + ", which has not begun it: all its slots run others, or it starts just now";
            case RUNS -> "has run for " + seconds(task.nanos()) + " in " + slot(number) + task.worker();
            case SETTLES -> "has lost " + task.worker() + ", which died; what that has sent may still come";
        };
    }

    private String slot(long number) {
        return subject.supervisor().look().crews().stream()
                .flatMap(crew -> crew.running().stream())
                .filter(running -> running.task().number() == number)
                .findFirst()
                .map(running -> "slot " + running.slot() + " of ")
                .orElse("");
    }

    /** Of what waits and could start. */
    private String obstacle() {
        for (Sight.CrewSight crew : subject.supervisor().look().crews()) {
            Hold hold = crew.progress().hold();
            if (hold != null) {
                return "nothing starts: " + hold;
            }
        }
        return "others are before it, and all slots are taken";
    }

    // ----------------------------------------------------------------- worker

    private List<String> worker(int number) throws RefusedException {
        PlaceSight place = subject.supervisor().places().stream()
                .filter(one -> one.place() == number)
                .findFirst()
                .orElseThrow(() -> new RefusedException("there is no worker " + number));
        List<String> lines = new ArrayList<>();
        lines.add("worker " + number + ": " + life(place));
        for (Sight.CrewSight crew : subject.supervisor().look().crews()) {
            for (RunningTask task : crew.running()) {
                if (task.worker() == number) {
                    lines.add("runs task " + task.task().number() + " in slot " + task.slot() + " for " + seconds(task.runNanos()));
                }
            }
        }
        Optional.ofNullable(place.ended()).ifPresent(
                ended -> lines.add("the worker before it ended " + seconds(place.endedNanos()) + " ago: " + ended));
        return lines;
    }

    private static String life(PlaceSight place) {
        if (place.worker() == null) {
            return place.respawnNanos() > 0
                    ? "none now; another starts in " + seconds(place.respawnNanos()) + ", its back-off after a death"
                    : "none now; one starts when there is something to do for it";
        }
        String generation = " (generation " + place.workers() + ")";
        return switch (place.worker().life()) {
            case STARTING -> "starts" + generation;
            case READY -> "is ready" + generation + " and has " + place.worker().tasks() + " tasks for " + place.worker().slots() + " slots";
            case LEAVING -> "leaves" + generation + " when what it runs is over";
        };
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, nanos) / 1e9);
    }
}
