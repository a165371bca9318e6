package io.drover.pool;

import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.WorkerKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** With what one worker has spent its time. Guarded by its {@link Tally}; times are by System.nanoTime but where they say otherwise. */
final class WorkerTally {
    private final WorkerKey key;
    private final long spawned;
    /** By slot: until when, by the wall clock in microseconds, its time is accounted for. */
    private final long[] busyUntil;
    /** 0: not yet. */
    private long ready;
    private long workNanos;
    private long overheadNanos;
    private long attempts;

    WorkerTally(WorkerKey key, int slots, long now) {
        this.key = key;
        this.spawned = now;
        this.busyUntil = new long[slots];
    }

    WorkerKey key() {
        return key;
    }

    void ready(long now, long epochMicros) {
        ready = now;
        Arrays.fill(busyUntil, epochMicros);
    }

    boolean isReady() {
        return ready != 0;
    }

    /** @param submittedMicros when the task was there, by the wall clock */
    void ran(FinishedTask attempt, long submittedMicros) {
        attempts++;
        workNanos += attempt.runNanos();
        int slot = Math.floorMod(attempt.slot(), busyUntil.length);
        long free = Math.max(busyUntil[slot], submittedMicros);
        // The wall clock may have been set meanwhile.
        overheadNanos += TimeUnit.MICROSECONDS.toNanos(Math.max(0, attempt.startEpochMicros() - free));
        busyUntil[slot] = attempt.startEpochMicros() + TimeUnit.NANOSECONDS.toMicros(attempt.runNanos());
    }

    /** @param runningNanos for how long its slots have run what they run now */
    PoolStats.Use use(long now, long runningNanos) {
        long slots = busyUntil.length;
        long life = (now - spawned) * slots;
        long startUp = isReady() ? (ready - spawned) * slots : life;
        long work = Math.min(workNanos + runningNanos, life - startUp);
        long overhead = Math.min(overheadNanos, life - startUp - work);
        return new PoolStats.Use(
                Duration.ofNanos(startUp),
                Duration.ofNanos(work),
                Duration.ofNanos(overhead),
                Duration.ofNanos(life - startUp - work - overhead),
                attempts);
    }

    PoolStats.Worker stats(long now, long runningNanos) {
        return new PoolStats.Worker(key.place(), key.generation(), busyUntil.length, use(now, runningNanos));
    }
}
