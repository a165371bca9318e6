package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps what tasks print until they end: the first of it in memory, what is more in files without a name.
 *
 * <p>Confined to one thread.
 */
public final class Captures implements AutoCloseable {
    private final SpillStore store;
    private final TaskBuffers buffers;

    public Captures(Path tmpdir) {
        store = new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir);
        buffers = new TaskBuffers(store);
    }

    public void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        buffers.add(buffers.of(task), standardError, data);
    }

    /** Another attempt begins. */
    public void discard(TaskSpec task) {
        TaskBuffer buffer = buffers.find(task.id());
        if (buffer != null) {
            buffers.remove(buffer);
        }
    }

    /** All that the task has printed; call {@link #discard} when done with it. The trace of a Java task is in stderr. */
    public Captured finished(FinishedTask finished) {
        return new Captured(buffers.find(finished.task().id()), store, finished.output(), ErrorText.of(finished));
    }

    /** What the task with this number, which runs, has printed until now. */
    public Captured running(long task) {
        return new Captured(buffers.find(task), store, ByteString.EMPTY, ByteString.EMPTY);
    }

    @Override
    public void close() {
        buffers.abandon();
        store.close();
    }
}
