package io.drover.supervisor.process;

import io.drover.posix.ProcessTree;
import java.util.List;

/** Which processes are those of a task whose command a worker has started. */
public final class TaskProcesses {
    private TaskProcesses() {}

    /**
     * All that it has started, also what has left its process group.
     *
     * @param tree what there is
     * @param worker process id of its worker
     * @param number that people know the task by
     * @return none where the task is no command, or is over
     */
    public static List<Integer> of(ProcessTree tree, int worker, long number) {
        return tree.descendantsOf(worker, pid -> ProcessTree.hasVariable(pid, "PARALLEL_SEQ=" + number));
    }
}
