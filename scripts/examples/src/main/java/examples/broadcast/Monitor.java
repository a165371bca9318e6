package examples.broadcast;

import io.drover.supervisor.Sight;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.WorkerSight;
import java.io.PrintStream;
import java.util.Locale;

/** What each worker does now. */
final class Monitor {
    private final Crowd crowd;

    Monitor(Crowd crowd) {
        this.crowd = crowd;
    }

    /** {@return whether every worker runs its task} */
    boolean allRun(int workersOfKind) {
        for (Kind kind : Kind.values()) {
            Sight.CrewSight seen = crowd.look(kind);
            if (seen == null || seen.running().size() < workersOfKind) {
                return false;
            }
        }
        return true;
    }

    void print(PrintStream out) {
        for (Kind kind : Kind.values()) {
            Sight.CrewSight seen = crowd.look(kind);
            if (seen != null) {
                seen.workers().forEach(worker -> print(out, kind, worker, seen));
            }
        }
    }

    private static void print(PrintStream out, Kind kind, WorkerSight worker, Sight.CrewSight seen) {
        int place = worker.worker().place();
        RunningTask task = seen.running().stream().filter(one -> one.worker() == place).findFirst().orElse(null);
        String what = task == null
                ? worker.life().name().toLowerCase(Locale.ROOT)
                : "%5.1f s  %s".formatted(task.runNanos() / 1e9, kind.work().title() + " " + task.task().payload().toStringUtf8());
        out.printf("  %-9s worker %d  %s%n", kind.title(), place, what);
    }
}
