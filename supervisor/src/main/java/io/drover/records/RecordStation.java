package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Captures;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every task with a final state to the sinks, and everything to the event log; those behind know of it when it is
 * recorded, and print of it what is to be shown.
 *
 * <p>Confined to the recording thread.
 */
final class RecordStation implements Station {
    private final Conveyor conveyor = new Conveyor("drover-records", this);
    private final List<RecordSink> sinks;
    /** Null when no sink wants the output of tasks. */
    private final Captures captures;
    private final Display display;
    /** Null when nobody wants them. */
    private final EventLog events;
    /** Bytes on standard output of tasks that run and have sent some of it. */
    private final Map<Long, Long> printed = new HashMap<>();

    RecordStation(List<RecordSink> sinks, Captures captures, Display display, EventLog events) {
        this.sinks = sinks;
        this.captures = captures;
        this.display = display;
        this.events = events;
    }

    Conveyor conveyor() {
        return conveyor;
    }

    @Override
    public boolean followsStarts() {
        return events != null;
    }

    @Override
    public void take(Batch batch) throws IOException {
        Batch shown = batch.with(event -> recorded(event, batch.micros()));
        try {
            flush();
        } finally {
            conveyor.pass(shown);
        }
    }

    /** What those behind are told of it; null: nothing. */
    private Told recorded(Told event, long micros) {
        ByteString name = ByteString.EMPTY;
        if (!conveyor.hasFailed()) {
            try {
                record(event, micros);
                name = event instanceof Told.Finished finished && finished.task().outcome().counts() ? display.name() : name;
            } catch (IOException | RuntimeException | Error e) {
                conveyor.fail(e);
            }
        }
        return display.shown(event, name);
    }

    private void record(Told event, long micros) throws IOException {
        if (event instanceof Told.Finished finished) {
            finished(finished.task(), micros);
        } else if (event instanceof Told.Chunk chunk) {
            chunk(chunk.task(), chunk.standardError(), chunk.data());
        } else if (event instanceof Told.Routed routed) {
            chunk(routed.task(), false, routed.data());
        } else if (event instanceof Told.Retried retried) {
            forget(retried.attempt().task());
        } else if (event instanceof Told.Discarded discarded) {
            forget(discarded.task());
        }
        if (events != null) {
            events.write(event, micros);
        }
    }

    /** What a task has printed. */
    void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        if (!standardError) {
            printed.merge(task.id(), (long) data.size(), Long::sum);
        }
        if (captures != null) {
            captures.chunk(task, standardError, data);
        }
    }

    private void forget(TaskSpec task) {
        printed.remove(task.id());
        if (captures != null) {
            captures.discard(task);
        }
    }

    private void finished(FinishedTask finished, long micros) throws IOException {
        TaskRecord record = recordOf(finished);
        for (RecordSink sink : sinks) {
            // A task that never started is as if it had not been read: a later run begins with it.
            if (finished.outcome().counts() || finished.attempts() > 0 && sink.wantsInterrupted()) {
                sink.add(record);
            }
        }
        if (events != null) {
            events.finished(finished, record.printedBytes(), micros);
        }
        forget(finished.task());
    }

    private TaskRecord recordOf(FinishedTask finished) {
        long before = printed.getOrDefault(finished.task().id(), 0L);
        return new TaskRecord(
                finished,
                before + finished.output().size(),
                captures == null ? null : captures.finished(finished));
    }

    /**
     * A task that an earlier run has ended.
     *
     * @param lacking the sinks that do not know of it
     */
    void replayed(FinishedTask finished, List<RecordSink> lacking) throws IOException {
        TaskRecord record = recordOf(finished);
        for (RecordSink sink : lacking) {
            sink.add(record);
        }
        forget(finished.task());
    }

    /** The records reach their files before anybody can see the output. */
    void flush() throws IOException {
        if (!conveyor.hasFailed()) {
            for (RecordSink sink : sinks) {
                sink.flush();
            }
            if (events != null) {
                events.flush();
            }
        }
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        printed.clear();
        if (captures != null) {
            captures.close();
        }
        String message = cause instanceof IOException ? cause.getMessage() : "cannot record results: " + OutOfMemory.text(cause);
        return new OutputFailure(false, message);
    }

    @Override
    public void close() throws IOException {
        if (captures != null) {
            captures.close();
        }
        for (RecordSink sink : sinks) {
            sink.close();
        }
    }
}
