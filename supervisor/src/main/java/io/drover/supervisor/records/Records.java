package io.drover.supervisor.records;

import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.input.TaskSource;
import io.drover.supervisor.output.Output;
import io.drover.supervisor.records.RecordsConfig.Resume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The records of one run: opens the files, and stands with its decorators before the input and the output. */
public final class Records {
    private final RecordsConfig config;
    private final Consumer<String> warnings;
    private boolean warned;

    /** @param warnings takes one line at a time for the user */
    public Records(RecordsConfig config, Consumer<String> warnings) {
        this.config = config;
        this.warnings = warnings;
    }

    /** The tasks of a run that has no input of its own: those that have failed before. */
    public static TaskSource failedTasks(String jobLog, boolean tags) throws IOException {
        return StoredTasks.of(jobLog, tags);
    }

    /** Those of the tasks that earlier runs have left to do. Reads what they have recorded. */
    public TaskSource remaining(TaskSource tasks) throws IOException {
        if (config.resume() != Resume.ALL_RECORDED && config.resume() != Resume.SUCCEEDED) {
            return tasks;
        }
        List<EarlierRuns> earlier = new ArrayList<>();
        if (config.jobLog() != null && Files.exists(Path.of(config.jobLog()))) {
            earlier.add(EarlierRuns.ofJobLog(config.jobLog()));
        }
        return new ResumedTasks(tasks, task -> earlier.stream().anyMatch(runs -> isDone(task, runs)));
    }

    private boolean isDone(TaskSpec task, EarlierRuns earlier) {
        Ending ending = earlier.ending(task.number());
        boolean done = ending == Ending.OK || ending == Ending.FAILED && config.resume() == Resume.ALL_RECORDED;
        // Where the slot goes into the command line, the same task may have looked different.
        if (done && !warned && task.slotOffsets() == null && !earlier.mayBe(task.number(), task.payload())) {
            warned = true;
            warnings.accept("task " + task.number() + " counts as done, but was another command then, and so may be"
                    + " others: tasks are known by their number alone");
        }
        return done;
    }

    /**
     * Opens the files. What goes to the result is recorded, then passed on to {@code next}.
     *
     * @throws IOException when a file cannot be opened; the message names it
     */
    public Output recording(Output next) throws IOException {
        List<RecordSink> sinks = new ArrayList<>();
        if (config.jobLog() != null) {
            boolean append = config.appendJobLog() || config.resume() != Resume.NO;
            sinks.add(append ? JobLog.append(config.jobLog()) : JobLog.create(config.jobLog()));
        }
        return sinks.isEmpty() ? next : new RecordingOutput(next, new Recorder(next, sinks, null, Display.ALL));
    }
}
