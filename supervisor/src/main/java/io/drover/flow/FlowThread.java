package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.control.Naming;
import io.drover.flow.journal.FlowJournal;
import io.drover.posix.Signal;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import io.drover.task.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A flow in a thread of its own, while the one that runs it takes results. */
final class FlowThread {
    private final FlowRun flow;
    private final ResultQueue queue;
    private final FlowJournal journal;
    private final Naming naming;
    private final Thread thread;
    private final CompletableFuture<Supervisor> supervisor = new CompletableFuture<>();
    private final CompletableFuture<FlowResult> end = new CompletableFuture<>();
    private boolean stopped;

    /**
     * @param naming how others find it; null: nobody can look at it
     * @param journal ended with it; null where nothing is kept
     */
    FlowThread(String name, FlowRun flow, Naming naming, ResultQueue queue, FlowJournal journal) {
        this.flow = flow;
        this.queue = queue;
        this.journal = journal;
        this.naming = naming;
        this.thread = new Thread(this::loop, "drover-flow-" + name);
        thread.setDaemon(true);
    }

    private void loop() {
        try {
            FlowResult result = flow.run(naming, supervisor::complete);
            endJournal(result.ok() ? "completed" : result.end().toString(), (int) Math.min(Integer.MAX_VALUE, result.totals().bad()));
            end.complete(result);
        } catch (IOException | RuntimeException | Error e) {
            endJournal("failed", null);
            supervisor.completeExceptionally(e);
            end.completeExceptionally(e);
        } finally {
            queue.end();
        }
    }

    private void endJournal(String ending, Integer exit) {
        if (journal != null) {
            journal.end(ending, exit);
        }
    }

    /** Until it is over; an interrupt ends it, and stays. */
    FlowResult run(Codec<Object> codec, Consumer<Object> results) {
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
                stop();
                interrupted = true;
            } catch (RuntimeException e) {
                stop();
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

    /** What runs is ended; killed if this was said before. Any thread. */
    synchronized void stop() {
        tell(stopped ? new CrewOrder.Kill() : new CrewOrder.Stop(Signal.TERM));
        stopped = true;
    }

    /** Any thread. */
    void tell(CrewOrder order) {
        supervisor.thenAccept(told -> told.tell(order));
    }

    /** Any thread. */
    FlowSight look() {
        return flow.look();
    }

    private FlowResult result() {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException(cause.getMessage(), cause);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
