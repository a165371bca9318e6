package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What one round of the loop has brought, in order. Filled by the loop thread, then handed over whole to the writing
 * thread.
 */
final class Batch {
    /** What an event takes on the heap besides its bytes, roughly. */
    private static final int EVENT_BYTES = 300;

    /** Of type {@link FinishedTask}, the usual case, or {@link Chunk}, {@link Retried}, {@link Discard} or {@link Message}. */
    final List<Object> events = new ArrayList<>();

    long bytes;

    record Chunk(TaskSpec task, boolean standardError, ByteString data) {}

    /** An attempt that another follows. */
    record Retried(FinishedTask attempt) {}

    record Discard(TaskSpec task) {}

    record Message(String line) {}

    void add(Object event, int size) {
        events.add(event);
        bytes += EVENT_BYTES + size;
    }
}
