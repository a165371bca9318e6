package io.drover.cli.steer;

import io.drover.posix.ProcessTree;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.process.TaskProcesses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What processes use between two looks, as /proc has it. */
final class Usage {
    /** In a second, as Linux tells programs (sysconf(_SC_CLK_TCK)). */
    private static final double TICKS = 100;

    private Map<Integer, Long> before = Map.of();
    private Map<Integer, Long> now = new HashMap<>();
    private ProcessTree tree;
    private long lookedAt;
    private double seconds;

    /**
     * Of one or more processes.
     *
     * @param cpu processors that were busy with it; negative: not known yet
     * @param rss in bytes
     */
    record Used(double cpu, long rss) {}

    /** From now on it is about what there is now. */
    void look() {
        long time = System.nanoTime();
        seconds = lookedAt == 0 ? 0 : (time - lookedAt) / 1e9;
        lookedAt = time;
        before = now;
        now = new HashMap<>();
        tree = ProcessTree.read();
    }

    /** Of a worker alone; null where its process is not known. */
    Used of(SupervisorSight.Worker worker) {
        return worker.getPid() == 0 ? null : sum(List.of((int) worker.getPid()));
    }

    /** Of all that the command of a task has started; null where that is no process of its own. */
    Used of(SupervisorSight.Task task, SupervisorSight.Worker worker) {
        List<Integer> pids = TaskProcesses.of(tree, (int) worker.getPid(), task.getNumber());
        return worker.getPid() == 0 || pids.isEmpty() ? null : sum(pids);
    }

    /** Of a process that is kept running, with all that it has started; null where there is none. */
    Used of(SupervisorSight.Process process) {
        int pid = (int) process.getPid();
        return pid == 0 ? null : sum(Stream.concat(Stream.of(pid), tree.descendantsOf(pid, child -> true).stream()).toList());
    }

    private Used sum(List<Integer> pids) {
        long ticks = 0;
        long rss = 0;
        for (int pid : pids) {
            long used = now.computeIfAbsent(pid, ProcessTree::cpuTicks);
            ticks += Math.max(0, used - before.getOrDefault(pid, 0L));
            rss += ProcessTree.residentBytes(pid);
        }
        return new Used(seconds > 0 ? ticks / TICKS / seconds : -1, rss);
    }
}
