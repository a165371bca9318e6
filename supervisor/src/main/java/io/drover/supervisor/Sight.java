package io.drover.supervisor;

import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import java.util.List;
import java.util.Map;

/**
 * A supervisor as it is between two rounds of its loop.
 *
 * @param crews those that are not over
 */
public record Sight(List<CrewSight> crews) {

    /**
     * One crew.
     *
     * @param crew its {@link Crew#number}
     * @param progress how far it is
     * @param workers those that it has
     * @param running what runs now, the oldest first
     * @param processes ids of the processes that workers are, as far as they are known
     */
    public record CrewSight(
            int crew, RunProgress progress, List<WorkerSight> workers, List<RunningTask> running, Map<WorkerKey, Integer> processes) {}
}
