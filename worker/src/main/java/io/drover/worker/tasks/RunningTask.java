package io.drover.worker.tasks;

import io.drover.proto.TaskRequest;
import io.drover.task.TaskContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/** The context of one attempt. */
public final class RunningTask implements TaskContext {
    private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

    private final long id;
    private final int attempt;
    private final String input;
    private final int slot;
    private final Instant deadline;
    private final Consumer<String> log;
    private final DoubleConsumer progress;
    private final LongConsumer pause;
    private final FlowPort flow;
    private final List<Runnable> cancelActions = new ArrayList<>();
    private boolean cancelled;
    private boolean cooperative;

    /**
     * @param task the attempt at it
     * @param timeoutMillis after which it is ended; 0: never
     * @param pause is given how many nanoseconds no other task is to start
     * @param flow leads to the stages of its flow
     */
    public RunningTask(
            TaskRequest task,
            int slot,
            long timeoutMillis,
            Consumer<String> log,
            DoubleConsumer progress,
            LongConsumer pause,
            FlowPort flow) {
        this.id = task.getId();
        this.attempt = task.getAttempt() + 1;
        this.input = task.getStageInput();
        this.slot = slot;
        this.deadline = timeoutMillis == 0 ? null : Instant.now().plus(Duration.ofMillis(timeoutMillis));
        this.log = log;
        this.progress = progress;
        this.pause = pause;
        this.flow = flow;
    }

    @Override
    public long taskId() {
        return id;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public synchronized boolean isCancelled() {
        cooperative = true;
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            cooperative = true;
            if (!cancelled) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void log(String message) {
        log.accept(message);
    }

    @Override
    public String input() {
        return input;
    }

    @Override
    public void emit(String stage, Object item) {
        flow.emit(stage, null, item);
    }

    @Override
    public void emit(String stage, String to, Object item) {
        flow.emit(stage, Objects.requireNonNull(to, "input"), item);
    }

    @Override
    public <R> CompletableFuture<R> ask(String stage, Object request) {
        return asked(stage, null, request);
    }

    @Override
    public <R> CompletableFuture<R> ask(String stage, String to, Object request) {
        return asked(stage, Objects.requireNonNull(to, "input"), request);
    }

    @SuppressWarnings("unchecked")
    private <R> CompletableFuture<R> asked(String stage, String to, Object request) {
        return (CompletableFuture<R>) flow.ask(stage, to, request);
    }

    @Override
    public void pause(Duration length) {
        if (!length.isNegative() && !length.isZero()) {
            pause.accept((length.compareTo(LONGEST_PAUSE) < 0 ? length : LONGEST_PAUSE).toNanos());
        }
    }

    @Override
    public void progress(double fraction) {
        progress.accept(fraction);
    }

    /** The task has shown that it looks out for cancellation: it deserves the time to act on it. */
    synchronized boolean cooperative() {
        return cooperative;
    }

    /** It is not wanted any more, and is told so. */
    public void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(cancelActions);
            cancelActions.clear();
        }
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                log.accept("an onCancel action threw " + e);
            }
        }
    }
}
