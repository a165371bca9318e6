package io.drover.supervisor;

import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.WorkerSight;
import java.util.List;

/** A supervisor as it is between two rounds of its loop. */
public record Sight(List<CrewSight> crews) {

    /**
     * One crew.
     *
     * @param crew its {@link Crew#number}
     * @param running what runs now, the oldest first
     */
    public record CrewSight(int crew, RunProgress progress, List<WorkerSight> workers, List<RunningTask> running) {}
}
