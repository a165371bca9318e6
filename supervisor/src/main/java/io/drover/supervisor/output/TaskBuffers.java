package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The buffers of all tasks with output that waits, and the limits of the memory they take: what is above goes to the
 * {@link SpillStore}.
 *
 * <p>Confined to the writing thread.
 */
final class TaskBuffers {
    static final int TASK_LIMIT = 64 << 10;
    /** What all may take together without a thought of the disk, in even shares: blocks of a megabyte need not go there. */
    private static final long SHARED_LIMIT = 8 << 20;
    private static final int LARGE_TASK_LIMIT = 4 << 20;
    private static final long TOTAL_LIMIT = 32 << 20;

    private final SpillStore store;
    private final Colours colours;
    private final Map<Long, TaskBuffer> byId = new HashMap<>();
    private long heap;

    TaskBuffers(SpillStore store) {
        this(store, Colours.NONE);
    }

    TaskBuffers(SpillStore store, Colours colours) {
        this.colours = colours;
        this.store = store;
    }

    /** Null if the task has none, which is the usual case. */
    TaskBuffer find(long id) {
        return byId.isEmpty() ? null : byId.get(id);
    }

    TaskBuffer of(TaskSpec task) {
        return byId.computeIfAbsent(task.id(), id -> new TaskBuffer(id, colours.of(task, false)));
    }

    void add(TaskBuffer buffer, boolean standardError, ByteString data) throws IOException {
        buffer.spool(standardError).add(data);
        recount(buffer);
        if (buffer.heap() > limit(buffer)) {
            spill(buffer);
        }
        if (heap > TOTAL_LIMIT) {
            // All at once, as spilling only the buffer at hand would make tiny pieces from now on.
            for (TaskBuffer each : byId.values()) {
                spill(each);
            }
        }
    }

    /** To be called when a spool of the buffer has changed other than by {@link #add}. */
    void recount(TaskBuffer buffer) {
        int now = buffer.heap();
        heap += now - buffer.countedHeap;
        buffer.countedHeap = now;
    }

    void clear(TaskBuffer buffer, boolean standardError) {
        buffer.spool(standardError).clear(store);
        recount(buffer);
    }

    void remove(TaskBuffer buffer) {
        clear(buffer, false);
        clear(buffer, true);
        byId.remove(buffer.id);
    }

    /** Forgets everything, without giving pieces back to the store. */
    void abandon() {
        byId.clear();
        heap = 0;
    }

    /** Grows with what is on disk already, so that the list of pieces stays short for a task of terabytes. */
    private long limit(TaskBuffer buffer) {
        long share = Math.max(TASK_LIMIT, SHARED_LIMIT / byId.size());
        return Math.max(share, Math.min(LARGE_TASK_LIMIT, buffer.onDisk() / 64));
    }

    private void spill(TaskBuffer buffer) throws IOException {
        buffer.spool(false).spill(store);
        buffer.spool(true).spill(store);
        recount(buffer);
    }
}
