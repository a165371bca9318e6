package io.drover.trace;

import io.drover.proto.Otlp.Span;
import io.drover.supervisor.core.FinishedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends spans to a collector. No more than some thousand wait; when the collector is slow or gone, what comes then is dropped and counted.
 *
 * <p>Any thread, and none waits, but for {@link #close}.
 */
public final class Tracer implements AutoCloseable {
    private static final int MOST_WAITING = 4096;
    private static final int MOST_AT_ONCE = 512;
    private static final long COLLECT_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long LAST_MILLIS = 10_000;

    private static final String SILENT = "does not answer";
    /** Stands for no task. */
    private static final Span END = Span.newBuilder().build();

    private final Collector collector;
    private final Consumer<String> message;
    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::run, "drover-otlp");
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Why spans do not get there; null: they do, as far as we know. */
    private volatile String trouble;

    /**
     * Begins.
     *
     * @param plan where spans go
     * @param message told when they do not get there
     */
    public Tracer(OtlpPlan plan, Consumer<String> message) {
        this.collector = new Collector(plan);
        this.message = message;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The span of a task that is about to start.
     *
     * @param environment of the task, each "NAME=VALUE"
     */
    public SpanContext begin(List<byte[]> environment) {
        return SpanContext.in(environment);
    }

    /**
     * The variables of a task, by which what it starts finds its parent.
     *
     * @param environment of the task, each "NAME=VALUE"
     * @param context that of its span
     */
    public List<byte[]> environment(List<byte[]> environment, SpanContext context) {
        List<byte[]> other = new ArrayList<>(environment);
        other.removeIf(SpanContext::isIn);
        other.add(context.variable());
        return other;
    }

    /**
     * An attempt has ended.
     *
     * @param task how
     * @param context that of its span
     */
    public void end(FinishedTask task, SpanContext context) {
        end(task, context, task.task().origin() == null ? 0 : task.task().origin().dueMicros());
    }

    /** @param sinceMicros since when the task could start, or did; 0: since its attempt has */
    void end(FinishedTask task, SpanContext context, long sinceMicros) {
        add("task", task, context, sinceMicros);
    }

    /** An attempt of a task that has several; {@code context} is that of the task. */
    void attempt(FinishedTask attempt, SpanContext context) {
        add("attempt", attempt, context.child(), 0);
    }

    private void add(String name, FinishedTask task, SpanContext context, long sinceMicros) {
        if (task.attempts() > 0 && task.startEpochMicros() > 0 && context.isRecorded()) {
            ended.incrementAndGet();
            if (!waiting.offer(Spans.of(name, task, context, sinceMicros))) {
                dropped.incrementAndGet();
            }
        }
    }

    /** {@return how many spans the collector has taken} */
    public long sent() {
        return sent.get();
    }

    /** {@return how many spans were lost because the collector did not take them} */
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        List<Span> batch = new ArrayList<>();
        long pause = 0;
        try {
            while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
                if (batch.isEmpty()) {
                    collect(batch);
                }
                pause = batch.isEmpty() ? 0 : send(batch, pause);
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread; it ends.
        }
        drain(batch, MOST_WAITING);
        last(batch);
    }

    private void collect(List<Span> batch) throws InterruptedException {
        batch.add(waiting.take());
        if (waiting.size() < MOST_AT_ONCE) {
            closing.await(COLLECT_MILLIS, TimeUnit.MILLISECONDS);
        }
        drain(batch, MOST_AT_ONCE - 1);
    }

    private void drain(List<Span> batch, int most) {
        waiting.drainTo(batch, most);
        batch.removeIf(span -> span == END);
    }

    /** Returns for how long to wait before the same is sent again; 0: something else is next. */
    private long send(List<Span> batch, long before) {
        switch (collector.send(batch)) {
            case TAKEN -> sent.addAndGet(batch.size());
            case REFUSED -> {
                dropped.addAndGet(batch.size());
                complain("does not take it");
            }
            case GONE -> {
                complain(SILENT);
                return Math.min(LONGEST_PAUSE_MILLIS, Math.max(COLLECT_MILLIS, 2 * before));
            }
        }
        batch.clear();
        return 0;
    }

    /** What is left at the end has one chance. */
    private void last(List<Span> left) {
        for (int from = 0; from < left.size(); from += MOST_AT_ONCE) {
            List<Span> batch = left.subList(from, Math.min(left.size(), from + MOST_AT_ONCE));
            if (collector.send(batch) != Collector.Answer.TAKEN) {
                trouble = SILENT;
                dropped.addAndGet(left.size() - from);
                return;
            }
            sent.addAndGet(batch.size());
        }
    }

    private void complain(String why) {
        if (trouble == null) {
            message.accept("drover: " + collector + " " + why + ": spans of tasks wait, and are dropped when there are too many");
        }
        trouble = why;
    }

    /** What has not been sent is, if that does not take long. */
    @Override
    public void close() {
        closing.countDown();
        // The thread may wait for one; where there is no room, it does not.
        waiting.offer(END);
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long taken = sent.get();
        if (ended.get() > taken) {
            message.accept("drover: " + (ended.get() - taken) + " spans of tasks were dropped, " + taken + " were sent: " + collector + " "
                    + (trouble == null ? "takes too long" : trouble));
        }
    }
}
