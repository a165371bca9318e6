package io.drover.serve;

import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes of stored tasks what a crew takes. Confined to one thread. */
final class Specs {
    /** Whether a task runs where it says. */
    private final boolean directories;
    private final Terms usual;
    /** Of the last task: most have the same. */
    private Terms terms;

    /** @param plan what is owed to a task that does not say otherwise; whether it is tried again is a matter of the store */
    Specs(CrewPlan plan) {
        this.directories = plan.work().hasDirectory();
        this.usual = plan.terms().attempts(1);
        this.terms = usual;
    }

    /** Whether the place where it runs is there. */
    boolean canRun(DueTask task) {
        return !directories || Files.isDirectory(Path.of(task.path()));
    }

    TaskSpec of(DueTask task) {
        Duration timeout = task.timeoutMillis() == 0 ? usual.timeout() : Duration.ofMillis(task.timeoutMillis());
        int priority = Rank.priority(task.queued().rank());
        if (!terms.timeout().equals(timeout) || terms.priority() != priority) {
            terms = usual.timeout(timeout).priority(priority);
        }
        return new TaskSpec(task.id(), task.command(), null, null, terms, surroundings(task), 0, task.queued());
    }

    private Surroundings surroundings(DueTask task) {
        return directories
                ? new Surroundings(List.of(), new TaskDirectory(new SlotText(task.directory(), null), false), task.environment())
                : Surroundings.COMMON;
    }
}
