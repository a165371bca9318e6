package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import io.drover.worker.slot.TaskQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The lines that a coprocess has not answered yet, and how many more it may get: quick ones several, as long as that is
 * little work. The first one is the one that runs.
 *
 * <p>Confined to the thread of the slot.
 */
final class UnansweredLines {
    private static final int MOST_LINES = 64;
    private static final int MOST_BYTES = 32 << 10;
    /** How much work may be in the pipe. */
    private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** A task whose payload is a line. */
    static final class Line {
        private final TaskQueue.Started task;
        /** Where it ends in what the child reads. */
        private long end;

        Line(TaskQueue.Started task) {
            this.task = task;
        }

        TaskQueue.Started task() {
            return task;
        }

        private ByteString text() {
            return task.task().getPayload();
        }

        /** Whether the child has been given all of it. */
        boolean writtenBy(Coprocess child) {
            return child.written() >= end;
        }
    }

    private final ByteString lineEnd;
    private final Deque<Line> lines = new ArrayDeque<>();
    private int bytes;
    private int window = 1;
    private long meanNanos;

    UnansweredLines(ByteString lineEnd) {
        this.lineEnd = lineEnd;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int size() {
        return lines.size();
    }

    /** Whether the child should get another line before it has answered those that it has. */
    boolean wantMore() {
        return !lines.isEmpty() && lines.size() < window && bytes < MOST_BYTES;
    }

    /** @param child null when there is none yet */
    void add(Line line, Coprocess child) {
        lines.add(line);
        bytes += line.text().size();
        if (child != null) {
            write(line, child);
        }
    }

    /** A new child gets all of them. */
    void writeTo(Coprocess child) {
        for (Line line : lines) {
            write(line, child);
        }
    }

    private void write(Line line, Coprocess child) {
        child.accept(line.text());
        line.end = child.accept(lineEnd);
    }

    /** Null when there is none. */
    Line first() {
        return lines.peek();
    }

    Line removeFirst() {
        Line line = lines.remove();
        bytes -= line.text().size();
        return line;
    }

    /** Answers take so long now. */
    void adapt(long nanos) {
        meanNanos = meanNanos == 0 ? nanos : meanNanos + (nanos - meanNanos) / 4;
        long target = Math.max(1, AHEAD_NANOS / Math.max(1, meanNanos));
        window = (int) Math.min(Math.min(target, MOST_LINES), 2L * window);
    }
}
