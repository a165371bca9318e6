package io.drover.supervisor;

import io.drover.supervisor.core.Supervision;
import io.drover.supervisor.core.WorkerKey;
import java.util.function.ToLongFunction;

/** Which workers of a crew leave though it goes on: those that have done enough, and those that have nothing to do. Confined to the loop. */
final class Turnover {
    private final Supervision supervision;
    private final Recycler recycler;
    private final IdleWorkers idle;

    /** @param residentBytes how much memory a worker has */
    Turnover(CrewPlan plan, Supervision supervision, ToLongFunction<WorkerKey> residentBytes) {
        this.supervision = supervision;
        this.recycler = new Recycler(plan.recycling(), residentBytes);
        this.idle = new IdleWorkers(plan.staffing());
    }

    /** Attempts of the worker have ended. */
    void ran(WorkerKey worker, int attempts) {
        recycler.ran(worker, attempts);
        idle.ran(worker);
    }

    /** Called in each round. */
    void look(long now) {
        if (recycler.looks(now)) {
            recycler.worn(supervision.sight().workers(), now).ifPresent(worker -> supervision.orders().replace(worker, now));
        }
        if (idle.looks(now)) {
            idle.tooMany(supervision.sight().workers(), now).forEach(worker -> supervision.orders().release(worker, now));
        }
    }
}
