package io.drover.supervisor.records;

import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What happens in a run, one JSON object a line. Written by the recording thread and the one that reads the input.
 */
final class EventLog implements Closeable {
    private final RowFile file;
    private final JsonRow row;
    private final long startMicros = nowMicros();

    private EventLog(RowFile file) {
        this.file = file;
        row = new JsonRow(file);
    }

    static EventLog open(String name) throws IOException {
        EventLog log = new EventLog(RowFile.create(name));
        log.begin("run_started").number("pid", ProcessHandle.current().pid()).end();
        log.flush();
        return log;
    }

    private static long nowMicros() {
        return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    }

    private JsonRow begin(String event) throws IOException {
        return row.begin().text("event", event).seconds("time", nowMicros());
    }

    synchronized void submitted(List<TaskSpec> tasks) throws IOException {
        for (TaskSpec task : tasks) {
            begin("task_submitted").number("task", task.number()).text("command", task.payload()).end();
        }
    }

    /** @param attempt from 1 */
    synchronized void sent(WorkerKey worker, long task, int attempt) throws IOException {
        begin("task_sent").number("task", task).number("attempt", attempt).number("worker", worker.place()).end();
    }

    /** An attempt that is not the last. */
    synchronized void retried(FinishedTask attempt) throws IOException {
        begin("task_retried").number("task", attempt.task().number()).text("state", JsonLines.state(attempt.outcome()));
        JsonLines.writeOutcome(row, attempt.outcome());
        row.number("attempt", attempt.attempts()).number("worker", attempt.worker()).end();
    }

    synchronized void finished(FinishedTask finished, long printedBytes) throws IOException {
        begin("task_finished")
                .number("task", finished.task().number())
                .text("state", JsonLines.state(finished.outcome()));
        JsonLines.writeOutcome(row, finished.outcome());
        row.number("attempts", finished.attempts())
                .number("slot", finished.slot())
                .number("worker", finished.worker())
                .seconds("start", finished.startEpochMicros())
                .seconds("runtime", TimeUnit.NANOSECONDS.toMicros(finished.runNanos()))
                .seconds("user", finished.userMicros())
                .seconds("system", finished.systemMicros())
                .number("max_rss_kib", finished.maxRssKib())
                .number("stdout_bytes", printedBytes)
                .end();
    }

    synchronized void spawned(WorkerKey worker, int slots) throws IOException {
        begin("worker_spawned")
                .number("worker", worker.place())
                .number("generation", worker.generation())
                .number("slots", slots)
                .end();
    }

    synchronized void lost(WorkerKey worker, String reason) throws IOException {
        begin("worker_lost")
                .number("worker", worker.place())
                .number("generation", worker.generation())
                .text("reason", reason)
                .end();
    }

    synchronized void runFinished(RunEnd end, Ledger.Totals totals) throws IOException {
        begin("run_finished")
                .text("end", nameOf(end))
                .seconds("runtime", nowMicros() - startMicros)
                .number("submitted", totals.submitted())
                .number("ok", totals.ok())
                .number("failed", totals.failed())
                .number("timed_out", totals.timedOut())
                .number("lost", totals.lost())
                .number("cancelled", totals.cancelled())
                .end();
    }

    private static String nameOf(RunEnd end) {
        if (end instanceof RunEnd.Completed) {
            return "completed";
        }
        if (end instanceof RunEnd.Halted) {
            return "halted";
        }
        if (end instanceof RunEnd.Stopped) {
            return "stopped";
        }
        return end instanceof RunEnd.GaveUp ? "gave_up" : "reader_gone";
    }

    synchronized void flush() throws IOException {
        file.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
