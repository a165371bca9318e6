package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import io.drover.task.Codec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A flow in a thread of its own, while the one that runs it takes results. */
final class FlowThread {
    private final FlowRun flow;
    private final ResultQueue queue;
    private final Thread thread;
    private final CompletableFuture<Supervisor> supervisor = new CompletableFuture<>();
    private final CompletableFuture<FlowResult> end = new CompletableFuture<>();

    FlowThread(String name, FlowRun flow, ResultQueue queue) {
        this.flow = flow;
        this.queue = queue;
        this.thread = new Thread(this::loop, "drover-flow-" + name);
        thread.setDaemon(true);
    }

    private void loop() {
        try {
            end.complete(flow.run(supervisor::complete));
        } catch (IOException | RuntimeException | Error e) {
            supervisor.completeExceptionally(e);
            end.completeExceptionally(e);
        } finally {
            queue.end();
        }
    }

    /** Until it is over; an interrupt ends it, and stays. */
    FlowResult run(Codec<Object> codec, Consumer<Object> results) throws IOException {
        thread.start();
        boolean interrupted = false;
        RuntimeException thrown = null;
        while (true) {
            try {
                List<ByteString> taken = queue.take();
                if (taken.isEmpty()) {
                    break;
                }
                if (!interrupted && thrown == null) {
                    give(taken, codec, results);
                }
            } catch (InterruptedException e) {
                stop(interrupted);
                interrupted = true;
            } catch (RuntimeException e) {
                stop(false);
                thrown = e;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thrown != null) {
            throw thrown;
        }
        return result();
    }

    private static void give(List<ByteString> taken, Codec<Object> codec, Consumer<Object> results) {
        for (ByteString bytes : taken) {
            Object result;
            try {
                result = codec.decode(bytes.toByteArray());
            } catch (Exception e) {
                throw new IllegalStateException("a result of the last stage cannot be read: " + e, e);
            }
            results.accept(result);
        }
    }

    /** @param again it has been told before */
    private void stop(boolean again) {
        supervisor.thenAccept(told -> told.tell(again ? new CrewOrder.Kill() : new CrewOrder.Stop(Signal.TERM)));
    }

    private FlowResult result() throws IOException {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
