package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.journal.OtherRecords;
import io.drover.records.RecordsConfig.Resume;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Captures;
import io.drover.supervisor.output.Conveyor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The records of one run: opens the files, and stands before the input and before what is printed.
 *
 * <p>To be called in the order of the methods.
 */
public final class Records implements OtherRecords {
    /** As much of a replay is under way. */
    private static final int REPLAY_BYTES = 1 << 20;
    /** What a part of it takes on the heap besides its bytes, roughly. */
    private static final int REPLAY_BYTES_EACH = 300;

    private final RecordsConfig config;
    private final Consumer<String> warnings;
    private Results results;
    private EarlierRuns logged;
    private EventLog events;
    private RecordSink resultSink;
    private RecordSink logSink;
    private RecordStation station;
    /** Handed over for the replay and perhaps not recorded yet. Confined to the thread that reads the input. */
    private long replayedBytes;
    private boolean warned;

    /** @param warnings takes one line at a time for the user */
    public Records(RecordsConfig config, Consumer<String> warnings) {
        this.config = config;
        this.warnings = warnings;
    }

    /** Whether a later run can go on from what this one records. */
    public boolean canBeResumed() {
        return config.canBeResumed();
    }

    /** The tasks of a run that has no input of its own: those that have failed before. */
    public static TaskSource failedTasks(String jobLog, boolean tags) throws IOException {
        return StoredTasks.of(jobLog, tags);
    }

    /** Those of the tasks that earlier runs have left to do. Reads what they have recorded. */
    public TaskSource remaining(TaskSource tasks) throws IOException {
        if (config.results() != null) {
            results = new Results(config, tasks.columns(), tasks.width());
            results.readEarlier(warnings);
        }
        if (config.resume() == Resume.NO || config.resume() == Resume.FAILED_ONLY) {
            return tasks;
        }
        if (config.jobLog() != null && Files.exists(Path.of(config.jobLog()))) {
            logged = EarlierRuns.ofJobLog(config.jobLog());
        }
        return config.resume() == Resume.ELSEWHERE ? tasks : new ResumedTasks(tasks, this::isDone);
    }

    private boolean isDone(TaskSpec task) {
        // Results are written before the log, so after a crash they may know more.
        if (results != null && isDone(results.ending(task))) {
            return true;
        }
        if (logged == null || !isDone(logged.ending(task.number()))) {
            return false;
        }
        // Where the slot goes into the command line, the same task may have looked different.
        if (!warned && task.slots() == null && !logged.mayBe(task.number(), task.payload().toByteArray())) {
            warned = true;
            warnings.accept("task " + task.number() + " counts as done, but was another command then, and so may be"
                    + " others: tasks are known by their number alone");
        }
        return true;
    }

    private boolean isDone(Ending ending) {
        return ending == Ending.OK || ending == Ending.FAILED && config.resume() == Resume.ALL_RECORDED;
    }

    /**
     * Opens the files. Leads to {@code next}, which hears of what is recorded; it is the result if nothing is.
     *
     * @throws IOException when a file cannot be opened; the message names it
     */
    public Conveyor before(Conveyor next) throws IOException {
        List<RecordSink> sinks = new ArrayList<>();
        Display display = Display.ALL;
        if (results != null) {
            resultSink = results.open();
            sinks.add(resultSink);
            display = results.display(resultSink);
        }
        if (config.files() != null && sinks.stream().noneMatch(ResultFiles.class::isInstance)) {
            OutputFiles files = new OutputFiles(config.tmpdir(), new OutputFile(config.compressor()));
            sinks.add(files);
            display = Display.names(true, files::last, config.files());
        }
        boolean capturing = !sinks.isEmpty();
        if (config.jobLog() != null) {
            boolean append = config.appendJobLog() || config.resume() != Resume.NO;
            logSink = append ? JobLog.append(config.jobLog()) : JobLog.create(config.jobLog());
            sinks.add(logSink);
        }
        if (config.events() != null) {
            events = EventLog.open(config.events());
        }
        if (sinks.isEmpty() && events == null) {
            return next;
        }
        Captures captures = capturing ? new Captures(config.tmpdir()) : null;
        station = new RecordStation(sinks, captures, display, events);
        return station.conveyor().leadTo(next).start();
    }

    // ---------------------------------------------- what a killed run has left out

    @Override
    public boolean lack(TaskSpec task) {
        return !lacking(task).isEmpty();
    }

    /** Whether the job log has no row of a task that has finished in an earlier run, by the journal of a flow. */
    public boolean logLacks(long number) {
        return logSink != null && (logged == null || logged.ending(number) == Ending.OPEN);
    }

    /** Gives it one. What the task has printed is not known. */
    public void log(FinishedTask finished) {
        replay(0, () -> station.replayed(finished, List.of(logSink)));
    }

    private List<RecordSink> lacking(TaskSpec task) {
        List<RecordSink> lacking = new ArrayList<>();
        if (resultSink != null && !results.has(task)) {
            lacking.add(resultSink);
        }
        if (logLacks(task.number())) {
            lacking.add(logSink);
        }
        return lacking;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        replay(data.size(), () -> station.chunk(task, standardError, data));
    }

    @Override
    public void finished(FinishedTask finished) {
        List<RecordSink> lacking = lacking(finished.task());
        replay(0, () -> station.replayed(finished, lacking));
    }

    private void replay(int bytes, Conveyor.Call call) {
        station.conveyor().call(bytes, () -> {
            if (!station.conveyor().hasFailed()) {
                call.run();
            }
        });
        replayedBytes += REPLAY_BYTES_EACH + bytes;
        if (replayedBytes > REPLAY_BYTES) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (station != null) {
            station.conveyor().perform(station::flush);
            replayedBytes = 0;
        }
    }

    /** The run is over: the last event. */
    public void finish(RunEnd end, Ledger.Totals totals) throws IOException {
        // Whoever was in a hurry has not waited for a reader of the events who does not read.
        if (events != null && station.conveyor().isOver()) {
            events.runFinished(end, totals);
            events.close();
        }
    }
}
