package io.drover.control;

import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Slots;
import io.drover.supervisor.core.WorkerSight;
import java.util.Arrays;
import java.util.List;

/** Of a crew whose face has no part in its orders. */
record CrewHelm(Crew crew, CrewPlan plan) implements Subject.Helm {

    /** A worker that is added is like the others, but for commands, of which one serves many. */
    @Override
    public int scale(int slots, List<WorkerSight> workers) {
        int[] now = workers.stream().filter(worker -> worker.life() != WorkerSight.Life.LEAVING).mapToInt(WorkerSight::slots).toArray();
        int largest = Arrays.stream(now).max().orElse(1);
        crew.tell(new CrewOrder.Scale(Slots.scaled(now, slots, plan.work().endsAlone() ? Slots.COMMANDS_OF_A_WORKER : largest)));
        return slots;
    }

    @Override
    public boolean takesSignals() {
        return plan.work().endsAlone();
    }

    @Override
    public void cancel(long task) {
        crew.tell(new CrewOrder.Cancel(task));
    }
}
