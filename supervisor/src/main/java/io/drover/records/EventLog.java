package io.drover.records;

import io.drover.posix.ThisProcess;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.output.Told;
import io.drover.wire.EpochMicros;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What happens in a run, one JSON object a line. The topic events of {@code drover help} has the fields of each.
 *
 * <p>Confined to the recording thread while that runs.
 */
final class EventLog implements Closeable {
    private static final String NULL = "null";

    private final RowFile file;
    private final JsonRow row;
    private final long startMicros = EpochMicros.now();

    private EventLog(RowFile file) {
        this.file = file;
        row = new JsonRow(file, JsonStyle.COMPACT);
    }

    static EventLog open(String name) throws IOException {
        EventLog log = new EventLog(RowFile.create(name));
        log.begin("run_started", log.startMicros).number("pid", ThisProcess.id()).end();
        log.flush();
        return log;
    }

    /**
     * All but final states, which have more to tell.
     *
     * @param timeMicros since 1970
     */
    void write(Told event, long timeMicros) throws IOException {
        if (event instanceof Told.Submitted submitted) {
            for (TaskSpec task : submitted.tasks()) {
                submitted(task, timeMicros);
            }
        } else if (event instanceof Told.Sent sent) {
            for (Told.Start start : sent.starts()) {
                sent(sent.worker(), start, timeMicros);
            }
        } else if (event instanceof Told.Retried retried) {
            retried(retried.attempt(), timeMicros);
        } else if (event instanceof Told.Spawned spawned) {
            spawned(spawned.worker(), spawned.slots(), timeMicros);
        } else if (event instanceof Told.Lost lost) {
            lost(lost.worker(), lost.reason(), timeMicros);
        } else if (event instanceof Told.Held held) {
            held(held.hold(), timeMicros);
        }
    }

    private JsonRow begin(String event, long timeMicros) throws IOException {
        return row.begin().text("event", event).seconds("time", timeMicros);
    }

    /** @param stage of the task; empty where there are none */
    private JsonRow begin(String event, long timeMicros, long task, String stage) throws IOException {
        return begin(event, timeMicros).number("task", task).stage("stage", stage);
    }

    private void submitted(TaskSpec task, long timeMicros) throws IOException {
        begin("task_submitted", timeMicros, task.number(), task.stageName()).text("command", task.payload().toByteArray()).end();
    }

    private void sent(WorkerKey worker, Told.Start start, long timeMicros) throws IOException {
        begin("task_sent", timeMicros, start.task(), start.stage())
                .number("attempt", start.attempt())
                .number("worker", worker.place())
                .end();
    }

    /** An attempt that is not the last. */
    private void retried(FinishedTask attempt, long timeMicros) throws IOException {
        begin("task_retried", timeMicros, attempt.task().number(), attempt.task().stageName())
                .text("state", attempt.outcome().column().text());
        JsonLines.writeOutcome(row, attempt.outcome());
        row.number("attempt", attempt.attempts()).raw("worker", workerOf(attempt)).end();
    }

    void finished(FinishedTask finished, long printedBytes, long timeMicros) throws IOException {
        boolean started = finished.startEpochMicros() != 0;
        begin("task_finished", timeMicros, finished.task().number(), finished.task().stageName())
                .text("state", finished.outcome().column().text());
        JsonLines.writeOutcome(row, finished.outcome());
        row.number("attempts", finished.attempts())
                .raw("slot", finished.slot() > 0 ? Integer.toString(finished.slot()) : NULL)
                .raw("worker", workerOf(finished))
                .raw("start", started ? Decimals.exactSeconds(finished.startEpochMicros()) : NULL)
                .seconds("runtime", TimeUnit.NANOSECONDS.toMicros(finished.runNanos()))
                .seconds("user", finished.userMicros())
                .seconds("system", finished.systemMicros())
                .number("max_rss_kib", finished.maxRssKib())
                .number("stdout_bytes", printedBytes)
                .end();
    }

    private static String workerOf(FinishedTask task) {
        return task.worker() >= 0 ? Integer.toString(task.worker()) : NULL;
    }

    private void spawned(WorkerKey worker, int slots, long timeMicros) throws IOException {
        begin("worker_spawned", timeMicros)
                .number("worker", worker.place())
                .number("generation", worker.generation())
                .number("slots", slots)
                .end();
    }

    private void lost(WorkerKey worker, String reason, long timeMicros) throws IOException {
        begin("worker_lost", timeMicros)
                .number("worker", worker.place())
                .number("generation", worker.generation())
                .text("reason", reason)
                .end();
    }

    /** @param hold null: not any more */
    private void held(Hold hold, long timeMicros) throws IOException {
        if (hold == null) {
            begin("starts_released", timeMicros).end();
        } else {
            begin("starts_held", timeMicros)
                    .text("cause", hold.cause().name().toLowerCase(Locale.ROOT))
                    .text("reason", hold.detail())
                    .end();
        }
    }

    void runFinished(RunEnd end, Ledger.Totals totals) throws IOException {
        long now = EpochMicros.now();
        begin("run_finished", now)
                .text("end", nameOf(end))
                .seconds("runtime", now - startMicros)
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

    void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
