package io.drover.wire;

import io.drover.proto.PlainTasks;
import io.drover.proto.TaskBatch;
import io.drover.proto.TaskRequest;

/** The tasks of a batch, one after the other. */
public final class BatchReader {
    private final TaskBatch batch;
    private final PlainTasks plain;
    private final int count;
    private int next;
    private long lastId;
    private int from;

    public BatchReader(TaskBatch batch) {
        this.batch = batch;
        this.plain = batch.getPlain();
        this.count = plain.getIdCount() + batch.getTasksCount();
    }

    public int epoch() {
        return batch.getEpoch();
    }

    /** How many tasks have not been taken. */
    public int left() {
        return count - next;
    }

    /** The number of the attempt at the next task. */
    public long sequence() {
        return batch.getFirstSequence() + next;
    }

    /** The next task; there must be one. */
    public TaskRequest take() {
        int index = next++;
        if (index >= plain.getIdCount()) {
            return batch.getTasks(index - plain.getIdCount());
        }
        int to = from + plain.getLength(index);
        lastId += plain.getId(index);
        TaskRequest task = TaskRequest.newBuilder()
                .setId(lastId)
                .setPayload(plain.getPayload().substring(from, to))
                .build();
        from = to;
        return task;
    }
}
