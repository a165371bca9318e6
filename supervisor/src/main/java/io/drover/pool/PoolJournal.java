package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.journal.Journal;
import io.drover.journal.JournalConfig;
import io.drover.journal.RunInfo;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.Follower;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.BatchingFollower;
import io.drover.supervisor.output.Conveyor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the tasks of a pool in the journal of a run, each under its title: what travels to a worker, and what comes back, says nothing to
 * people. Futures hear of an end when that is committed.
 */
final class PoolJournal implements Recorder {
    private final Journal journal;
    private final PrintStream output;

    // Guarded by this.
    /** By the ids of the tasks: those that are not over, as the journal knows them. */
    private final Map<Long, TaskSpec> open = new HashMap<>();
    /** Of which the journal is not told yet. */
    private List<TaskSpec> entered = new ArrayList<>();
    private long last;

    /** Null as long as nobody tells of anything. In the loop. */
    private Recording recording;
    private volatile boolean written;

    private PoolJournal(Journal journal, PrintStream output) {
        this.journal = journal;
        this.output = output;
    }

    /**
     * Opens the file in a thread of its own.
     *
     * @param output is told, once, why the record is not complete
     */
    static PoolJournal start(Path file, PrintStream output) {
        JournalConfig config = new JournalConfig(file, false, JournalConfig.Mode.FRESH);
        return new PoolJournal(Journal.start(config, RunInfo.ofProgram("WorkerPool" + ofProgram(), "from Java")), output);
    }

    /** Its name without arguments, which may be secret. */
    private static String ofProgram() {
        String command = System.getProperty("sun.java.command", "").replaceFirst(" .*", "");
        return command.isEmpty() ? "" : " of " + command;
    }

    @Override
    public void awaitOpen() throws IOException {
        journal.awaitOpen();
    }

    @Override
    public boolean submit(Submissions submissions, TaskSpec task) {
        String title = ((Submission<?>) task.origin()).title();
        ByteString command = ByteString.copyFrom(title, StandardCharsets.UTF_8);
        // Together: the loop, which may have it at once, waits for its record.
        synchronized (this) {
            if (!submissions.submit(task)) {
                return false;
            }
            TaskSpec record = new TaskSpec(++last, command).from(task.origin());
            open.put(task.id(), record);
            entered.add(record);
            return true;
        }
    }

    private synchronized TaskSpec known(TaskSpec task) {
        return open.get(task.id());
    }

    private synchronized TaskSpec take(TaskSpec task) {
        return open.remove(task.id());
    }

    private synchronized List<TaskSpec> takeAll() {
        List<TaskSpec> left = List.copyOf(open.values());
        open.clear();
        return left;
    }

    private synchronized List<TaskSpec> takeEntered() {
        List<TaskSpec> taken = entered;
        if (!taken.isEmpty()) {
            entered = new ArrayList<>();
        }
        return taken;
    }

    @Override
    public Follower before(Follower next) {
        recording = new Recording(journal.before(new Conveyor("drover-pool-told", new RecordedEnds(next)).start()));
        return recording;
    }

    /** What the journal is told, in the loop: without results, which it does not keep. */
    private final class Recording extends BatchingFollower {
        Recording(Conveyor first) {
            super(first);
        }

        @Override
        public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
            super.chunk(known(task), standardError, data, receipt);
        }

        @Override
        public void retried(FinishedTask attempt) {
            super.retried(attempt.withTask(known(attempt.task())).withOutput(ByteString.EMPTY, attempt.error()));
        }

        @Override
        public void discarded(TaskSpec task) {
            super.discarded(known(task));
        }

        @Override
        public void finished(FinishedTask task) {
            super.finished(task.withTask(take(task.task())).withOutput(ByteString.EMPTY, task.error()));
        }

        @Override
        public void running(List<RunningTask> tasks) {
            super.running(tasks.stream()
                    .map(one -> new RunningTask(known(one.task()), one.slot(), one.worker(), one.runNanos()))
                    .toList());
        }

        @Override
        public void roundOver() {
            List<TaskSpec> read = takeEntered();
            if (!read.isEmpty()) {
                journal.read(read);
            }
            super.roundOver();
        }

        /** What was never taken will not run. */
        @Override
        public void over(Runnable done) {
            List<TaskSpec> left = takeAll();
            roundOver();
            left.forEach(task -> super.finished(FinishedTask.never(task, Outcome.CANCELLED)));
            journal.inputEnded();
            super.over(() -> {
                written = true;
                done.run();
            });
        }
    }

    @Override
    public void end(CrewEnd end) {
        if (recording != null && end == null) {
            recording.close();
        } else if (recording != null && !written) {
            // Killed before all was written: the file says the same.
            return;
        }
        OutputFailure failure = journal.end(ending(end));
        // Nobody may be left whose future says so.
        if (failure != null && recording != null) {
            output.println("drover: " + failure.message());
        }
    }

    private static String ending(CrewEnd end) {
        if (end == null) {
            return "failed";
        }
        if (end.end() instanceof RunEnd.GaveUp gaveUp) {
            return "gave up: " + gaveUp.message();
        }
        return end.end() instanceof RunEnd.Stopped ? "shut down" : "completed";
    }
}
