package io.drover.supervisor;

import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tells which workers have had nothing to do for too long. Confined to the loop. */
final class IdleWorkers {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Staffing staffing;
    private final Map<WorkerKey, Long> idleSince = new HashMap<>();
    private long nextLook = Long.MIN_VALUE;

    IdleWorkers(Staffing staffing) {
        this.staffing = staffing;
    }

    /** Attempts of the worker have ended. */
    void ran(WorkerKey worker) {
        if (!staffing.idle().isZero()) {
            idleSince.remove(worker);
        }
    }

    /** Whether {@link #tooMany} is to be asked. */
    boolean looks(long now) {
        return !staffing.idle().isZero() && now >= nextLook;
    }

    /** Which of these may leave, those first that have been idle longest. */
    List<WorkerKey> tooMany(List<WorkerSight> workers, long now) {
        nextLook = now + LOOK_NANOS;
        List<WorkerKey> idle = workers.stream()
                .filter(worker -> worker.life() == WorkerSight.Life.READY && worker.tasks() == 0)
                .map(WorkerSight::worker)
                .toList();
        idleSince.keySet().retainAll(idle);
        idle.forEach(worker -> idleSince.putIfAbsent(worker, now));
        long here = workers.stream().filter(worker -> worker.life() != WorkerSight.Life.LEAVING).count();
        return idle.stream()
                .filter(worker -> now - idleSince.get(worker) >= staffing.idle().toNanos())
                .sorted(Comparator.comparing(idleSince::get))
                .limit(Math.max(0, here - staffing.manned()))
                .toList();
    }
}
