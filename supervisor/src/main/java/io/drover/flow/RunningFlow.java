package io.drover.flow;

import io.drover.supervisor.CrewOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A flow that has been started. Any thread. */
public final class RunningFlow implements AutoCloseable {
    private final FlowThread thread;
    private final CompletableFuture<FlowResult> end;

    RunningFlow(FlowThread thread, CompletableFuture<FlowResult> end) {
        this.thread = thread;
        this.end = end;
    }

    /** {@return what waits and runs in each stage now; without stages before the start and after the end} */
    public FlowSight look() {
        return thread.look();
    }

    /** Takes nothing more; what runs is ended as by TERM, tasks are torn down. A second time it is killed. */
    public void stop() {
        thread.stop();
    }

    /** Takes nothing more; what runs is left to its end. */
    public void dismiss() {
        thread.tell(new CrewOrder.Dismiss());
    }

    /**
     * Waits for the end.
     *
     * @return how it went
     * @throws RuntimeException what was thrown by the source's end or whoever takes the results
     */
    public FlowResult join() {
        try {
            return end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Ends it, if it is not over, and waits until nothing of it is left. */
    @Override
    public void close() {
        if (!end.isDone()) {
            stop();
        }
        end.handle((result, failure) -> null).join();
    }
}
