package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import io.drover.supervisor.Slots;
import io.drover.supervisor.process.OpenFiles;
import java.util.function.Consumer;

/** How the tasks that run at a time are spread over workers: as evenly as can be. */
public final class Spread {
    private Spread() {}

    /** Slots of each worker of Java tasks. */
    public static int[] javaTasks(int tasks, Integer workers) {
        return Slots.spread(workers == null ? tasks : Math.min(workers, tasks), tasks);
    }

    /**
     * Slots of each worker of commands: more workers where one could not open the pipes of all its commands, and fewer
     * commands where not even that helps.
     */
    public static int[] commands(int tasks, Integer workers, OpenFiles files, Consumer<String> warnings) {
        if (files.limit() < OpenFiles.least()) {
            throw new UsageException("the limit on open files is " + files.limit() + ", but a run needs "
                    + OpenFiles.least() + "; raise it: ulimit -n 1024");
        }
        long possible = Math.min(tasks, files.commands(Integer.MAX_VALUE));
        if (possible < tasks) {
            warnings.accept("the limit on open files is " + files.limit() + ": " + possible
                    + " tasks at a time, not " + tasks + "; raise it with ulimit -n");
        }
        long wanted = workers == null ? shares(possible, Slots.COMMANDS_OF_A_WORKER) : Math.min(workers, possible);
        long needed = shares(possible, files.commandsOfAWorker());
        return Slots.spread((int) Math.min(files.workers(), Math.max(wanted, needed)), (int) possible);
    }

    private static long shares(long tasks, long most) {
        return (tasks + most - 1) / most;
    }
}
