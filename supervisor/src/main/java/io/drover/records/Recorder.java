package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Captures;
import io.drover.supervisor.output.Output;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives every task with a final state to the sinks, then to the output that prints.
 *
 * <p>Confined to the recording thread, but for the released bytes.
 */
final class Recorder {
    private final Output next;
    private final List<RecordSink> sinks;
    /** Null when no sink wants the output of tasks. */
    private final Captures captures;
    private final Display display;
    /** Null when nobody wants them. */
    private final EventLog events;
    /** Bytes on standard output of tasks that run and have sent some of it. */
    private final Map<Long, Long> printed = new HashMap<>();
    private final AtomicLong releasedBytes = new AtomicLong();
    private volatile Runnable released = () -> {};
    private boolean abandoned;

    Recorder(Output next, List<RecordSink> sinks, Captures captures, Display display, EventLog events) {
        this.next = next;
        this.sinks = sinks;
        this.captures = captures;
        this.display = display;
        this.events = events;
    }

    EventLog events() {
        return events;
    }

    void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        try {
            if (!standardError) {
                printed.merge(task.id(), (long) data.size(), Long::sum);
            }
            if (captures != null && !abandoned) {
                captures.chunk(task, standardError, data);
            }
        } finally {
            pass(task, standardError, data);
        }
    }

    private void pass(TaskSpec task, boolean standardError, ByteString data) {
        if (display.passes(standardError)) {
            next.chunk(task, standardError, data);
        } else if (releasedBytes.getAndAdd(data.size()) == 0) {
            released.run();
        }
    }

    void retried(FinishedTask attempt, long nowMicros) throws IOException {
        if (events != null && !abandoned) {
            events.retried(attempt, nowMicros);
        }
        forget(attempt.task());
        next.retried(attempt);
    }

    void discard(TaskSpec task) {
        forget(task);
        next.discard(task);
    }

    private void forget(TaskSpec task) {
        printed.remove(task.id());
        if (captures != null && !abandoned) {
            captures.discard(task);
        }
    }

    /** @param nowMicros when it became known; of interest only with events */
    void finished(FinishedTask finished, long nowMicros) throws IOException {
        ByteString name = ByteString.EMPTY;
        try {
            if (!abandoned) {
                boolean hasResult = finished.outcome().counts();
                record(finished, hasResult, nowMicros);
                name = hasResult ? display.name() : name;
            }
        } finally {
            forget(finished.task());
            next.finished(display.shown(finished, name));
        }
    }

    private TaskRecord recordOf(FinishedTask finished) {
        long before = printed.getOrDefault(finished.task().id(), 0L);
        return new TaskRecord(
                finished,
                before + finished.output().size(),
                captures == null ? null : captures.finished(finished));
    }

    private void record(FinishedTask finished, boolean hasResult, long nowMicros) throws IOException {
        TaskRecord record = recordOf(finished);
        for (RecordSink sink : sinks) {
            // A task that never started is as if it had not been read: a later run begins with it.
            if (hasResult || finished.attempts() > 0 && sink.wantsInterrupted()) {
                sink.add(record);
            }
        }
        if (events != null) {
            events.finished(finished, record.printedBytes(), nowMicros);
        }
    }

    /** What a task has printed that an earlier run has ended. */
    void replayed(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        if (!standardError) {
            printed.merge(task.id(), (long) data.size(), Long::sum);
        }
        if (captures != null && !abandoned) {
            captures.chunk(task, standardError, data);
        }
    }

    /** @param lacking the sinks that do not know of it */
    void replayed(FinishedTask finished, List<RecordSink> lacking) throws IOException {
        if (!abandoned) {
            TaskRecord record = recordOf(finished);
            for (RecordSink sink : lacking) {
                sink.add(record);
            }
        }
        forget(finished.task());
    }

    void flush() throws IOException {
        if (!abandoned) {
            for (RecordSink sink : sinks) {
                sink.flush();
            }
            if (events != null) {
                events.flush();
            }
        }
    }

    /** What has been recorded may be printed. */
    void pass() {
        next.flush();
    }

    /** Nothing is recorded any more; the output goes on. */
    void abandon() {
        if (!abandoned) {
            abandoned = true;
            printed.clear();
            if (captures != null) {
                captures.close();
            }
        }
    }

    void close() throws IOException {
        if (captures != null) {
            captures.close();
        }
        for (RecordSink sink : sinks) {
            sink.close();
        }
    }

    long takeReleasedBytes() {
        return releasedBytes.getAndSet(0);
    }

    void onRelease(Runnable action) {
        released = action;
    }
}
