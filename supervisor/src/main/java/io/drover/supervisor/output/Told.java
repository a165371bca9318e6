package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;

/** Something that a {@link io.drover.supervisor.Follower} was told, on its way to those who write in their own threads. */
public sealed interface Told {
    /** What it holds of the heap besides an object or two. */
    default long bytes() {
        return 0;
    }

    record Submitted(List<TaskSpec> tasks) implements Told {
        @Override
        public long bytes() {
            long bytes = 0;
            for (TaskSpec task : tasks) {
                bytes += task.payload().size();
            }
            return bytes;
        }
    }

    record Spawned(WorkerKey worker, int slots) implements Told {}

    record Lost(WorkerKey worker, String reason) implements Told {}

    record Sent(WorkerKey worker, List<Start> starts) implements Told {}

    /**
     * @param stage empty where there are none
     * @param attempt from 1
     */
    record Start(long task, String stage, int attempt) {}

    record Chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) implements Told {
        @Override
        public long bytes() {
            return data.size();
        }

        /** These bytes are taken care of. */
        public void giveBack() {
            receipt.give(data.size());
        }
    }

    /** What a task has printed that goes to another one and is not shown. */
    record Routed(TaskSpec task, ByteString data, Receipt receipt) implements Told {
        @Override
        public long bytes() {
            return data.size();
        }

        /** As {@link Chunk#giveBack}. */
        public void giveBack() {
            receipt.give(data.size());
        }
    }

    record Retried(FinishedTask attempt) implements Told {
        @Override
        public long bytes() {
            return attempt.output().size() + attempt.error().size();
        }
    }

    record Discarded(TaskSpec task) implements Told {}

    record Finished(FinishedTask task) implements Told {
        @Override
        public long bytes() {
            return task.task().payload().size() + task.output().size() + task.error().size();
        }
    }

    record Running(List<RunningTask> tasks) implements Told {}

    /** @param hold null: not any more */
    record Held(Hold hold) implements Told {}

    record Message(String line) implements Told {
        @Override
        public long bytes() {
            return line.length();
        }
    }
}
