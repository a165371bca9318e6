package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.ReorderBuffer.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Decides what of a task is printed when: at its end, line by line, or when all tasks before it are printed.
 *
 * <p>Confined to the writing thread.
 */
final class Printer implements TaskPrinter {
    private final OutputMode mode;
    private final boolean keepOrder;
    private final Colours colours;
    private final Streams streams;
    private final SpillStore store;
    private final TaskBuffers buffers;
    private final ReorderBuffer reorder;
    private final FailureDigest digest;
    /** With keepOrder: the first task that has not been printed. */
    private long turn = 1;

    Printer(OutputConfig config, Streams streams, SpillStore store, FailureDigest digest) {
        this.mode = config.mode();
        this.keepOrder = config.keepOrder() && mode != OutputMode.UNGROUP;
        this.colours = config.colours();
        this.streams = streams;
        this.store = store;
        this.digest = digest;
        buffers = new TaskBuffers(store, colours);
        reorder = new ReorderBuffer(store);
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        if (mode == OutputMode.UNGROUP) {
            streams.print(standardError, LineStyle.PLAIN, data);
            return;
        }
        TaskBuffer buffer = buffers.of(task);
        if (standardError) {
            buffer.tail.append(data);
        }
        if (mode == OutputMode.LINE_BUFFER && (!keepOrder || task.id() == turn)) {
            printLines(buffer, standardError, data);
        } else {
            buffers.add(buffer, standardError, data);
        }
    }

    @Override
    public void retried(FinishedTask attempt) throws IOException {
        chunk(attempt.task(), false, attempt.output());
        chunk(attempt.task(), true, ErrorText.of(attempt));
        TaskBuffer buffer = buffers.find(attempt.task().id());
        if (buffer != null) {
            buffer.tail.clear();
        }
    }

    @Override
    public void discard(TaskSpec task) {
        TaskBuffer buffer = buffers.find(task.id());
        if (buffer != null) {
            buffers.remove(buffer);
        }
    }

    @Override
    public void finished(FinishedTask finished) throws IOException {
        long id = finished.task().id();
        TaskBuffer buffer = buffers.find(id);
        if (finished.outcome().failed()) {
            digest.add(finished, buffer == null ? new StderrTail() : buffer.tail);
        }
        if (keepOrder && id != turn) {
            hold(finished, buffer);
            return;
        }
        printEnd(finished, buffer);
        if (keepOrder) {
            turn++;
            printWaiting();
        }
    }

    @Override
    public void abandon() {
        buffers.abandon();
        reorder.abandon();
    }

    private void printEnd(FinishedTask finished, TaskBuffer buffer) throws IOException {
        if (finished.outcome().counts()) {
            LineStyle style = mode == OutputMode.UNGROUP ? LineStyle.PLAIN : style(finished);
            printStream(buffer, false, style, finished.output());
            printStream(buffer, true, style, ErrorText.of(finished));
        }
        if (buffer != null) {
            buffers.remove(buffer);
        }
    }

    private LineStyle style(FinishedTask finished) {
        return colours.of(finished.task(), !finished.outcome().ok());
    }

    private void printStream(TaskBuffer buffer, boolean standardError, LineStyle style, ByteString rest)
            throws IOException {
        if (buffer == null || buffer.spool(standardError).length() == 0) {
            streams.print(standardError, style, rest);
            return;
        }
        streams.print(standardError, style, true, sink -> {
            buffer.spool(standardError).writeTo(sink, store);
            Streams.write(rest, sink);
        });
    }

    /** Passes on lines that are complete, together with their beginning that came before. */
    private void printLines(TaskBuffer buffer, boolean standardError, ByteString data) throws IOException {
        int complete = Lines.complete(data);
        if (complete > 0) {
            streams.print(standardError, buffer.style, false, sink -> {
                buffer.spool(standardError).writeTo(sink, store);
                Streams.write(data.substring(0, complete), sink);
            });
            buffers.clear(buffer, standardError);
        }
        if (complete < data.size()) {
            buffers.add(buffer, standardError, data.substring(complete));
        }
    }

    private void hold(FinishedTask finished, TaskBuffer buffer) throws IOException {
        long id = finished.task().id();
        ByteString output = finished.output();
        ByteString error = ErrorText.of(finished);
        if (!finished.outcome().counts()) {
            discard(finished.task());
            reorder.put(id, Waiting.SILENT);
        } else if (isSmall(buffer, output, error)) {
            reorder.put(id, render(style(finished), buffer, output, error));
            discard(finished.task());
        } else {
            TaskBuffer large = buffers.of(finished.task());
            large.style = style(finished);
            buffers.add(large, false, output);
            buffers.add(large, true, error);
            reorder.put(id, Waiting.BUFFERED);
        }
    }

    private static boolean isSmall(TaskBuffer buffer, ByteString output, ByteString error) {
        long buffered = buffer == null ? 0 : buffer.length();
        return (buffer == null || buffer.onDisk() == 0)
                && buffered + output.size() + error.size() <= TaskBuffers.TASK_LIMIT;
    }

    private Waiting render(LineStyle style, TaskBuffer buffer, ByteString output, ByteString error) throws IOException {
        if (output.isEmpty() && error.isEmpty() && buffer == null) {
            return Waiting.SILENT;
        }
        if (style == LineStyle.PLAIN && error.isEmpty() && buffer == null) {
            return new Waiting(output.toByteArray(), output.size());
        }
        ByteArrayOutputStream rendered = new ByteArrayOutputStream(output.size() + error.size());
        render(rendered, style, buffer, false, output);
        int outLength = rendered.size();
        render(rendered, style, buffer, true, error);
        return new Waiting(rendered.toByteArray(), outLength);
    }

    private void render(
            ByteArrayOutputStream to, LineStyle style, TaskBuffer buffer, boolean standardError, ByteString rest)
            throws IOException {
        LineStyle.Text text = sink -> {
            if (buffer != null) {
                buffer.spool(standardError).writeTo(sink, store);
            }
            Streams.write(rest, sink);
        };
        style.write(text, true, to::write);
    }

    /** Prints all whose turn has come, up to the first task that still runs. */
    private void printWaiting() throws IOException {
        for (Waiting waiting = reorder.take(turn); waiting != null; waiting = reorder.take(turn)) {
            if (waiting == Waiting.BUFFERED) {
                TaskBuffer buffer = buffers.find(turn);
                printStream(buffer, false, buffer.style, ByteString.EMPTY);
                printStream(buffer, true, buffer.style, ByteString.EMPTY);
                buffers.remove(buffer);
            } else {
                print(waiting);
            }
            turn++;
        }
        TaskBuffer next = mode == OutputMode.LINE_BUFFER ? buffers.find(turn) : null;
        if (next != null) {
            startLines(next, false);
            startLines(next, true);
        }
    }

    private void print(Waiting waiting) throws IOException {
        byte[] bytes = waiting.bytes();
        int outLength = waiting.outLength();
        if (outLength > 0) {
            streams.stream(false).write(bytes, 0, outLength);
        }
        if (outLength < bytes.length) {
            streams.stream(true).write(bytes, outLength, bytes.length - outLength);
        }
    }

    /** The turn of a running task has come: what it has printed until now is shown as if it arrived now. */
    private void startLines(TaskBuffer buffer, boolean standardError) throws IOException {
        Spool held = buffer.takeSpool(standardError);
        buffers.recount(buffer);
        ByteSink lines = (bytes, offset, length) ->
                printLines(buffer, standardError, UnsafeByteOperations.unsafeWrap(bytes, offset, length));
        held.writeTo(lines, store);
        held.clear(store);
    }
}
