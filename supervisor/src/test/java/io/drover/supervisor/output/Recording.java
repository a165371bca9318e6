package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** A stdout or stderr that remembers what was written, or fails as told. */
final class Recording implements WritableByteChannel {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile String failure;

    static TaskSpec task(long id) {
        return new TaskSpec(id, ("payload " + id).getBytes(StandardCharsets.UTF_8));
    }

    static TaskSpec tagged(long id, String tag) {
        return new TaskSpec(id, new byte[0], null, tag.getBytes(StandardCharsets.UTF_8), null, null);
    }

    static FinishedTask ok(TaskSpec task, String output, String error) {
        return finished(task, Outcome.OK, output, error);
    }

    static FinishedTask finished(TaskSpec task, Outcome outcome, String output, String error) {
        return new FinishedTask(task, outcome, 1, 1, 0, 0, 0, 0, 0, 0, utf8(output), utf8(error));
    }

    static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }

    void failWith(String message) {
        failure = message;
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        int length = source.remaining();
        while (source.hasRemaining()) {
            bytes.write(source.get());
        }
        return length;
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        throw new AssertionError("stdout is not ours to close");
    }
}
