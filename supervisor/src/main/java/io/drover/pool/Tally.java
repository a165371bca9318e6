package io.drover.pool;

import io.drover.supervisor.Sight;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.WorkerKey;
import io.drover.wire.EpochMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** What a pool has done, and its workers with their time. The loop counts, any thread asks. */
final class Tally {
    private static final int LONGEST = 10;
    private static final Comparator<PoolStats.Attempt> BY_TIME = Comparator.comparing(PoolStats.Attempt::runTime);

    private final Map<Integer, WorkerTally> workers = new TreeMap<>();
    private final PriorityQueue<PoolStats.Attempt> longest = new PriorityQueue<>(BY_TIME);
    private PoolStats.Use gone = PoolStats.Use.NONE;
    private long done;
    private long failed;
    private long cancelled;
    private long spawned;
    private long lost;
    /** Null while it is not. */
    private RuntimeException over;

    synchronized void spawned(WorkerKey worker, int slots) {
        spawned++;
        settle(workers.put(worker.place(), new WorkerTally(worker, slots, System.nanoTime())));
    }

    synchronized void ready(WorkerKey worker) {
        WorkerTally known = workers.get(worker.place());
        if (known != null && known.key().equals(worker)) {
            known.ready(System.nanoTime(), EpochMicros.now());
            notifyAll();
        }
    }

    synchronized void lost() {
        lost++;
    }

    synchronized void gone(WorkerKey worker) {
        WorkerTally known = workers.get(worker.place());
        if (known != null && known.key().equals(worker)) {
            settle(workers.remove(worker.place()));
        }
    }

    private void settle(WorkerTally worker) {
        if (worker != null) {
            gone = gone.and(worker.use(System.nanoTime(), 0));
        }
    }

    /** An attempt has ended that does not end its task. */
    synchronized void ran(FinishedTask attempt, Submission<?> submission) {
        WorkerTally worker = workers.get(attempt.worker());
        if (worker != null) {
            worker.ran(attempt, submission.submittedMicros());
            compare(attempt, submission);
        }
    }

    private void compare(FinishedTask attempt, Submission<?> submission) {
        boolean room = longest.size() < LONGEST;
        if (room || attempt.runNanos() > longest.element().runTime().toNanos()) {
            if (!room) {
                longest.remove();
            }
            longest.add(new PoolStats.Attempt(submission.title(), Duration.ofNanos(attempt.runNanos()), attempt.worker()));
        }
    }

    synchronized void finished(FinishedTask task, Submission<?> submission) {
        ran(task, submission);
        if (task.outcome().kind() == Outcome.Kind.OK) {
            done++;
        } else if (task.outcome().kind() == Outcome.Kind.CANCELLED) {
            cancelled++;
        } else {
            failed++;
        }
    }

    /** So many tasks will not be run, nor will any that comes. */
    synchronized void over(RuntimeException why, int left) {
        over = why;
        cancelled += left;
        notifyAll();
    }

    /** Another number of workers is wanted. */
    synchronized void resized() {
        notifyAll();
    }

    /** Waits until so many workers are ready. Returns why they never will be; null when they are. */
    synchronized RuntimeException awaitReady(IntSupplier wanted) throws InterruptedException {
        while (over == null && workers.values().stream().filter(WorkerTally::isReady).count() < wanted.getAsInt()) {
            wait();
        }
        return over;
    }

    /** @param pending tasks that are not over */
    synchronized PoolStats.Counts counts(int running, int pending) {
        return new PoolStats.Counts(
                Math.min(running, pending), Math.max(0, pending - running), done, failed, cancelled, spawned, lost);
    }

    /**
     * @param seen the crew, or nothing where there is none any more
     * @param pending tasks that are not over
     */
    synchronized PoolStats stats(List<Sight.CrewSight> seen, int pending) {
        long now = System.nanoTime();
        int running = seen.stream().mapToInt(crew -> crew.progress().running()).sum();
        List<PoolStats.Worker> living = new ArrayList<>();
        PoolStats.Use all = gone;
        for (WorkerTally worker : workers.values()) {
            PoolStats.Worker stats = worker.stats(now, runningNanos(seen, worker.key().place()));
            living.add(stats);
            all = all.and(stats.use());
        }
        return new PoolStats(counts(running, pending), living, all, longest.stream().sorted(BY_TIME.reversed()).toList());
    }

    private static long runningNanos(List<Sight.CrewSight> seen, int place) {
        return seen.stream()
                .flatMap(crew -> crew.running().stream())
                .filter(task -> task.worker() == place)
                .mapToLong(RunningTask::runNanos)
                .sum();
    }
}
