package io.drover.serve;

import io.drover.posix.ProcessTree;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Sight;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.process.TaskProcesses;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Ends tasks whose processes together have more memory than a task may have. A thread of its own looks once a second. */
final class MemoryGuard implements AutoCloseable {
    private static final long LOOK_SECONDS = 1;
    private static final long MIB = 1 << 20;

    private final Supervisor supervisor;
    private final Crew crew;
    private final long most;
    private final Thread thread = new Thread(this::watch, "drover-memory");

    /**
     * Not yet at work.
     *
     * @param crew whose tasks are looked at
     * @param most bytes in RAM; 0: any number
     */
    MemoryGuard(Supervisor supervisor, Crew crew, long most) {
        this.supervisor = supervisor;
        this.crew = crew;
        this.most = most;
        thread.setDaemon(true);
    }

    void begin() {
        if (most > 0) {
            thread.start();
        }
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                supervisor.look().crews().stream()
                        .filter(seen -> seen.crew() == crew.number() && !seen.running().isEmpty())
                        .forEach(this::look);
            }
        } catch (InterruptedException e) {
            // As wanted.
        }
    }

    private void look(Sight.CrewSight seen) {
        Map<Integer, Integer> processes = seen.processes().entrySet().stream()
                .collect(Collectors.toMap(worker -> worker.getKey().place(), Map.Entry::getValue, Math::max));
        ProcessTree tree = ProcessTree.read();
        for (RunningTask task : seen.running()) {
            Integer worker = processes.get(task.worker());
            long used = worker == null
                    ? 0
                    : TaskProcesses.of(tree, worker, task.task().number()).stream().mapToLong(ProcessTree::residentBytes).sum();
            if (used > most) {
                crew.tell(new CrewOrder.Fail(
                        task.task().id(), "too much memory", "its processes used more than " + most / MIB + " MiB: " + used / MIB + " MiB"));
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
