package io.drover.worker.tasks;

import java.util.concurrent.CompletableFuture;

/** Leads from a task to the stages of its flow. */
public interface FlowPort {
    /** Of a task that belongs to none. */
    FlowPort NONE = new FlowPort() {
        @Override
        public void emit(String stage, String input, Object item) {
            throw new IllegalArgumentException("this task belongs to no flow: there is no stage " + stage);
        }

        @Override
        public CompletableFuture<Object> ask(String stage, String input, Object request) {
            throw new IllegalArgumentException("this task belongs to no flow: there is no stage " + stage);
        }
    };

    /**
     * As {@link io.drover.task.TaskContext#emit}.
     *
     * @param input null: the first
     */
    void emit(String stage, String input, Object item);

    /**
     * As {@link io.drover.task.TaskContext#ask}.
     *
     * @param input null: the first
     */
    CompletableFuture<Object> ask(String stage, String input, Object request);
}
