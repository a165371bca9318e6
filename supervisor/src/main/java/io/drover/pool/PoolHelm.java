package io.drover.pool;

import io.drover.control.Subject;
import io.drover.supervisor.core.WorkerSight;
import java.util.List;

/** What others order is as if the program had: it has the same number of workers in mind, and the futures of its tasks. */
record PoolHelm(PoolCrew crew, Pending pending) implements Subject.Helm {

    @Override
    public int scale(int slots, List<WorkerSight> now) {
        return crew.scale(slots);
    }

    @Override
    public boolean takesSignals() {
        return false;
    }

    @Override
    public void cancel(long task) {
        pending.find(task).ifPresent(submission -> submission.future().cancel(true));
    }
}
