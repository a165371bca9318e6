package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Captured;
import io.drover.supervisor.output.Captures;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stores what becomes of tasks. Confined to the thread of its conveyor, unless a method says otherwise. */
final class StoreStation implements Station {
    /** Of each stream of a task; its end is kept. */
    private static final int MOST_OUTPUT = 1 << 20;
    /** After something could not be stored. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After so many ends it is seen to that no more are kept than are wanted. */
    private static final int LOOK_AT_KEPT = 1000;

    private final Store store;
    private final StoreIntake intake;
    private final Service.Config config;
    private final ServiceLog log;
    private final Captures captures;
    /** What is to be stored: those that have begun, with the number of the attempt, and those that have ended. */
    private final Map<Long, Integer> begun = new LinkedHashMap<>();
    private final List<TaskEnd> ends = new ArrayList<>();
    /** It could not be stored. */
    private boolean stuck;
    /** Since some were forgotten. */
    private long ended;
    /** Those that somebody wanted to be cancelled. */
    private final Set<Long> unwanted = ConcurrentHashMap.newKeySet();

    StoreStation(Store store, StoreIntake intake, Service.Config config, ServiceLog log) {
        this.store = store;
        this.intake = intake;
        this.config = config;
        this.log = log;
        this.captures = new Captures(config.tmpdir());
    }

    /** It is about to be cancelled for good, not put back. Any thread. */
    void expectCancel(long task) {
        unwanted.add(task);
    }

    @Override
    public boolean followsStarts() {
        return true;
    }

    @Override
    public void take(Batch batch) throws IOException {
        for (Told event : batch.told()) {
            if (event instanceof Told.Sent sent) {
                sent.starts().forEach(start -> begun.put(start.task(), start.attempt()));
            } else if (event instanceof Told.Chunk chunk) {
                captures.chunk(chunk.task(), chunk.standardError(), chunk.data());
                chunk.giveBack();
            } else if (event instanceof Told.Retried retried) {
                captures.discard(retried.attempt().task());
            } else if (event instanceof Told.Discarded discarded) {
                captures.discard(discarded.task());
            } else if (event instanceof Told.Finished finished) {
                begun.remove(finished.task().task().id());
                ends.add(end(finished.task()));
            } else if (event instanceof Told.Message message) {
                log.say(message.line());
            }
        }
        save();
    }

    /** What cannot be stored now, for the disk is full, is kept until it can. */
    private void save() throws DatabaseException {
        try {
            if (!begun.isEmpty()) {
                store.begun(begun);
                begun.clear();
            }
            if (!ends.isEmpty()) {
                boolean freed = store.ended(ends);
                ended += ends.size();
                ends.clear();
                intake.ended(freed);
            }
            if (ended >= LOOK_AT_KEPT) {
                ended = 0;
                new StoredTasks(store).keep(config.kept());
            }
            if (stuck) {
                stuck = false;
                log.say("drover: what becomes of tasks is stored again");
            }
        } catch (DatabaseException e) {
            if (!StoreFailure.mayPass(e)) {
                throw e;
            }
            if (!stuck) {
                stuck = true;
                log.say("drover: " + e.getMessage() + "; what becomes of tasks is kept until it can be stored");
            }
        }
    }

    @Override
    public long rest() throws IOException {
        if (stuck) {
            save();
        }
        return stuck ? AGAIN_NANOS : Conveyor.FOREVER;
    }

    private TaskEnd end(FinishedTask task) throws IOException {
        Captured captured = captures.finished(task);
        TaskEnd.Printed output = new TaskEnd.Printed(printed(captured, false, 0), captured.length(false));
        TaskEnd.Printed error = new TaskEnd.Printed(printed(captured, true, 0), captured.length(true));
        captures.discard(task.task());
        Outcome outcome = task.outcome();
        boolean wanted = !unwanted.remove(task.task().id());
        String state = outcome.column().text();
        String why = outcome.ok() ? null : outcome.why();
        if (outcome instanceof Outcome.Cancelled && wanted) {
            // The service ends.
            state = task.attempts() == 0 ? "waiting" : switch (config.interrupted()) {
                case RERUN -> "waiting";
                case HOLD -> "held";
                case FAIL -> "lost";
            };
            why = state.equals("waiting") ? null : "the service was stopped while it ran";
        }
        return new TaskEnd(
                task.task().id(), StoreIntake.queued(task.task()).group(), state, !(outcome instanceof Outcome.Cancelled), task.attempts(),
                task.startEpochMicros(), task.runNanos(), outcome.exitCode().orElse(-1), outcome.endingSignal().orElse(-1), why, output, error);
    }

    /** From there on, but no more than is kept; null for nothing. */
    private static byte[] printed(Captured captured, boolean standardError, long from) throws IOException {
        long length = captured.length(standardError);
        if (length <= from) {
            return null;
        }
        long[] skip = {Math.max(from, length - MOST_OUTPUT)};
        ByteArrayOutputStream kept = new ByteArrayOutputStream((int) (length - skip[0]));
        captured.writeTo(standardError, (bytes, at, count) -> {
            int skipped = (int) Math.min(count, skip[0]);
            skip[0] -= skipped;
            kept.write(bytes, at + skipped, count - skipped);
        });
        return kept.toByteArray();
    }

    /** What a task has printed until now that runs, from there on. A position beyond the end is that of an earlier attempt. */
    ControlReply.TaskOutput.Builder printed(ControlRequest.ReadOutput wanted) throws IOException {
        Captured captured = captures.running(wanted.getTask());
        long output = captured.length(false);
        long error = captured.length(true);
        byte[] more = printed(captured, false, wanted.getOutput() > output ? 0 : wanted.getOutput());
        byte[] moreError = printed(captured, true, wanted.getError() > error ? 0 : wanted.getError());
        return ControlReply.TaskOutput.newBuilder()
                .setOutput(more == null ? ByteString.EMPTY : ByteString.copyFrom(more))
                .setNextOutput(output)
                .setError(moreError == null ? ByteString.EMPTY : ByteString.copyFrom(moreError))
                .setNextError(error);
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        return new OutputFailure(false, "the service cannot store what becomes of its tasks: " + OutOfMemory.text(cause));
    }

    @Override
    public void close() throws IOException {
        captures.close();
        if (stuck) {
            save();
        }
        if (stuck) {
            throw new DatabaseException("the ends of " + ends.size() + " tasks could not be stored: they count as interrupted");
        }
    }
}
