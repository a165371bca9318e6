package io.drover.supervisor;

import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Tells which worker has done enough: one at a time, so that not all of them start anew at once. Confined to the loop. */
final class Recycler {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Recycling limits;
    private final ToLongFunction<WorkerKey> residentBytes;
    private final Map<WorkerKey, Integer> ran = new HashMap<>();
    private final Map<WorkerKey, Long> readySince = new HashMap<>();
    private long nextLook = Long.MIN_VALUE;

    /** @param residentBytes how much memory a worker has; asked of those that have run a task */
    Recycler(Recycling limits, ToLongFunction<WorkerKey> residentBytes) {
        this.limits = limits;
        this.residentBytes = residentBytes;
    }

    /** Attempts of the worker have ended. */
    void ran(WorkerKey worker, int attempts) {
        if (limits == Recycling.NEVER) {
            return;
        }
        if (ran.merge(worker, attempts, Integer::sum) >= limits.tasks() && limits.tasks() > 0) {
            nextLook = Long.MIN_VALUE;
        }
    }

    /** Whether {@link #worn} is to be asked. */
    boolean looks(long now) {
        return limits != Recycling.NEVER && now >= nextLook;
    }

    /** Which one of these is to be replaced. */
    Optional<WorkerKey> worn(List<WorkerSight> workers, long now) {
        nextLook = now + LOOK_NANOS;
        List<WorkerKey> keys = workers.stream().map(WorkerSight::worker).toList();
        ran.keySet().retainAll(keys);
        readySince.keySet().retainAll(keys);
        List<WorkerKey> ready = workers.stream().filter(worker -> worker.life() == WorkerSight.Life.READY).map(WorkerSight::worker).toList();
        ready.forEach(worker -> readySince.putIfAbsent(worker, now));
        boolean others = workers.stream().anyMatch(worker -> worker.life() == WorkerSight.Life.STARTING);
        return others ? Optional.empty() : ready.stream().filter(worker -> isWorn(worker, now)).findFirst();
    }

    private boolean isWorn(WorkerKey worker, long now) {
        int done = ran.getOrDefault(worker, 0);
        return limits.tasks() > 0 && done >= limits.tasks()
                || limits.age().toNanos() > 0 && now - readySince.get(worker) >= limits.age().toNanos()
                || limits.residentBytes() > 0 && done > 0 && residentBytes.applyAsLong(worker) >= limits.residentBytes();
    }
}
