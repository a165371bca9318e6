package io.drover.supervisor.output;

import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;

/** Is told what happens between the input of tasks and their final states. Called by the supervisor loop alone. */
public interface RunListener {
    /** The run has taken over these tasks; each of them will have a final state. */
    default void submitted(List<TaskSpec> tasks) {}

    /** A worker process has been started. */
    default void spawned(WorkerKey worker, int slots) {}

    /** A worker process has died, and nobody wanted that. */
    default void lost(WorkerKey worker, String reason) {}

    /** What runs now; told from time to time, for those who want to know of tasks that take long. */
    default void running(List<RunningTask> tasks) {}

    /** No task starts, and why; null: not any more. */
    default void held(Hold hold) {}

    /** Tasks are on their way to a worker; some wait there for a slot, and may be called back and sent elsewhere. */
    default void sent(WorkerKey worker, List<TaskState> tasks) {}
}
