package io.drover.supervisor.pacing;

import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.pacing.StartPolicy.Verdict;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the machine in a thread of its own, when a task could start and at a low rate while one has to wait, and
 * tells the loop what it finds. The loop never waits for it.
 */
public final class Pacer implements AutoCloseable {
    /** What has just started must show in the numbers before the next one may. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PacingConfig config;
    private final Runnable wake;
    private final Queue<PacingEvent> events = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread;
    private volatile long lastGrant;

    /** @param wake ends the wait of the loop */
    public Pacer(PacingConfig config, Runnable wake) {
        this.config = config;
        this.wake = wake;
        this.thread = config.idle() ? null : newThread();
        this.lastGrant = System.nanoTime() - APART_NANOS;
        if (config.jobs() != null || config.limits() != null) {
            every(WATCH_NANOS, this::watchFiles);
        }
        if (config.room() != null) {
            every(Memory.WATCH_NANOS, this::watchRoom);
        }
        for (StartPolicy policy : config.policies()) {
            if (policy.watchNanos() > 0) {
                every(policy.watchNanos(), () -> watch(policy));
            }
        }
    }

    private static ScheduledExecutorService newThread() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "pacer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** May a task with this command line start? The answer is an event; while a policy holds it, there is none. */
    public void ask(byte[] command) {
        long apart = config.policies().isEmpty() ? 0 : Math.max(0, lastGrant + APART_NANOS - System.nanoTime());
        thread.schedule(() -> decide(command, false), apart, TimeUnit.NANOSECONDS);
    }

    /** @param again it was held already: what lasts is worth telling */
    private void decide(byte[] command, boolean again) {
        attempt(() -> {
            StartPolicy holding = holding();
            if (holding != null) {
                if (again) {
                    tell(new PacingEvent.Held(holding.hold()));
                }
                thread.schedule(() -> decide(command, true), HELD_NANOS, TimeUnit.NANOSECONDS);
                return;
            }
            boolean wanted = config.terminal() == null || config.terminal().wants(command);
            lastGrant = System.nanoTime();
            tell(wanted ? new PacingEvent.Granted() : new PacingEvent.Refused());
        });
    }

    /** Something that looks at the machine. */
    @FunctionalInterface
    private interface Look {
        void take() throws IOException, InterruptedException;
    }

    private void every(long nanos, Look look) {
        thread.scheduleWithFixedDelay(() -> attempt(look), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void attempt(Look look) {
        try {
            look.take();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            tell(new PacingEvent.Failed(OutOfMemory.text(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first policy that holds the start; null when all agree to it. */
    private StartPolicy holding() throws IOException, InterruptedException {
        for (StartPolicy policy : config.policies()) {
            if (policy.check(System.nanoTime()) != Verdict.START) {
                return policy;
            }
        }
        return null;
    }

    private void watchFiles() {
        if (config.limits() != null) {
            config.limits().refresh().ifPresent(this::warn);
        }
        if (config.jobs() != null) {
            double before = config.jobs().value();
            config.jobs().refresh().ifPresent(this::warn);
            if (config.jobs().value() != before) {
                tell(new PacingEvent.Limit((int) config.jobs().value()));
            }
        }
    }

    private void watch(StartPolicy policy) throws IOException, InterruptedException {
        if (policy.check(System.nanoTime()) == Verdict.GIVE_BACK) {
            tell(new PacingEvent.Shortage());
        }
    }

    private void watchRoom() throws IOException {
        OptionalInt tasks = config.room().tasks();
        tell(tasks.isPresent() ? new PacingEvent.Room(tasks.getAsInt()) : new PacingEvent.Plenty());
    }

    private void warn(String message) {
        tell(new PacingEvent.Warning(message));
    }

    private void tell(PacingEvent event) {
        events.add(event);
        wake.run();
    }

    /** For the loop: what has happened next; null: nothing. */
    public PacingEvent poll() {
        return events.poll();
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
