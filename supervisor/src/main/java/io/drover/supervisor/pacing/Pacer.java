package io.drover.supervisor.pacing;

import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.pacing.StartPolicy.Verdict;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the machine in a thread of its own, when a task could start and at a low rate while one has to wait, and
 * tells the loop what it finds. The loop never waits for it.
 */
public final class Pacer implements AutoCloseable {
    /** What has just started must show in the numbers before the next one may. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final PacingConfig config;
    private final Runnable wake;
    private final Queue<PacingEvent> events = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread;
    private volatile long lastGrant;

    /** @param wake ends the wait of the loop */
    public Pacer(PacingConfig config, Runnable wake) {
        this.config = config;
        this.wake = wake;
        this.thread = config.asks() ? newThread() : null;
        this.lastGrant = System.nanoTime() - APART_NANOS;
    }

    private static ScheduledExecutorService newThread() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "pacer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** May {@code task} start? The answer is an event; while a policy holds it, there is none. */
    public void ask(TaskSpec task) {
        long apart = Math.max(0, lastGrant + APART_NANOS - System.nanoTime());
        thread.schedule(() -> decide(task), apart, TimeUnit.NANOSECONDS);
    }

    private void decide(TaskSpec task) {
        try {
            if (verdict() == Verdict.START) {
                lastGrant = System.nanoTime();
                tell(new PacingEvent.Granted());
            } else {
                thread.schedule(() -> decide(task), HELD_NANOS, TimeUnit.NANOSECONDS);
            }
        } catch (IOException e) {
            tell(new PacingEvent.Failed(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The strictest. */
    private Verdict verdict() throws IOException, InterruptedException {
        Verdict strictest = Verdict.START;
        for (StartPolicy policy : config.policies()) {
            Verdict verdict = policy.check(System.nanoTime());
            if (verdict.compareTo(strictest) > 0) {
                strictest = verdict;
            }
        }
        return strictest;
    }

    private void tell(PacingEvent event) {
        events.add(event);
        wake.run();
    }

    /** For the loop: what has happened since the last call. */
    public void drain(Consumer<PacingEvent> handler) {
        for (PacingEvent event = events.poll(); event != null; event = events.poll()) {
            handler.accept(event);
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
