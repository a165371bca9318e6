package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be seen of a crew: how far it is, what runs, and what is in its way. Confined to the supervisor loop. */
public final class RunSight {
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final Ledger ledger;
    private final StopPlan plan;
    private final Breaker breaker;
    private final Estimate estimate = new Estimate();

    private long total = -1;
    private boolean stalled;
    private Hold told;

    RunSight(
            Effects effects,
            Places places,
            Dispatcher dispatcher,
            Ledger ledger,
            StopPlan plan,
            Breaker breaker) {
        this.effects = effects;
        this.places = places;
        this.dispatcher = dispatcher;
        this.ledger = ledger;
        this.plan = plan;
        this.breaker = breaker;
    }

    /** A worker is ready: from now on time is used. */
    void begin(long now) {
        estimate.begin(now);
    }

    /** One more attempt took {@code nanos}. */
    void ran(long nanos) {
        estimate.ran(nanos);
    }

    /** The number of all tasks is known. */
    void knowTotal(long number) {
        total = number;
    }

    /** Negative while nobody knows. */
    public long total() {
        return total;
    }

    /** None of the output that waits has been taken for some time. */
    void stalled(boolean now) {
        stalled = now;
    }

    public Ledger.Totals totals() {
        return ledger.totals();
    }

    /** Tasks that have been sent and have no result. */
    public int inFlight() {
        return dispatcher.inFlight();
    }

    /** Why no task starts though there is a slot for it; null when nothing is in the way. */
    public Hold hold() {
        if (!breaker.closed() && plan.phase().starts()) {
            return breaker.hold();
        }
        if (!plan.phase().starts() || !plan.phase().takes() && dispatcher.nothingWaits() && !stalled) {
            return null;
        }
        if (stalled) {
            return new Hold(Hold.Cause.OUTPUT, "nobody takes the output");
        }
        return dispatcher.congested()
                ? new Hold(Hold.Cause.OUTPUT, "output is taken more slowly than it comes")
                : dispatcher.hold();
    }

    /** Each cause is told once, however its numbers change. */
    void tellHold() {
        Hold hold = hold();
        if ((hold == null ? null : hold.cause()) != (told == null ? null : told.cause())) {
            effects.held(hold);
        }
        told = hold;
    }

    /** What runs now, by its age in the run. */
    public List<RunningTask> running(long now) {
        return places.running().stream()
                .map(attempt -> new RunningTask(
                        attempt.task().spec(),
                        attempt.process().firstSlot + attempt.slot(),
                        attempt.process().key.place(),
                        age(attempt, now)))
                .toList();
    }

    /** All workers, in the order of their places. */
    public List<WorkerSight> workers() {
        List<WorkerSight> workers = new ArrayList<>();
        for (WorkerPlace place : places) {
            if (!place.vacant()) {
                workers.add(WorkerSight.of(place));
            }
        }
        return workers;
    }

    /** All places, in their order. */
    public List<PlaceSight> places(long now) {
        List<PlaceSight> seen = new ArrayList<>();
        places.forEach(place -> seen.add(PlaceSight.of(place, now)));
        return seen;
    }

    /** The task that people know by this number; empty if it is not here yet, or not any more. */
    public Optional<TaskSight> task(long number, long now) {
        TaskState waits = dispatcher.find(number);
        if (waits != null) {
            return Optional.of(TaskSight.waiting(waits, now));
        }
        for (Places.Running running : places.running()) {
            if (running.task().spec().number() == number) {
                return Optional.of(TaskSight.with(running.process(), running.task(), TaskSight.Where.RUNS, age(running, now)));
            }
        }
        for (WorkerPlace place : places) {
            if (!place.vacant()) {
                Optional<TaskSight> sent = task(place.current(), number, TaskSight.Where.SENT, now);
                if (sent.isPresent()) {
                    return sent;
                }
            }
            for (WorkerProcess dead : place.settling) {
                Optional<TaskSight> left = task(dead, number, TaskSight.Where.SETTLES, now);
                if (left.isPresent()) {
                    return left;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TaskSight> task(WorkerProcess process, long number, TaskSight.Where where, long now) {
        return process.inFlight.sequences().stream()
                .map(process.inFlight::get)
                .filter(task -> task.spec().number() == number)
                .findFirst()
                .map(task -> TaskSight.with(process, task, where, now - task.notBefore()));
    }

    /** How far the run is. */
    public RunProgress progress(long now) {
        long[] behind = places.running().stream().mapToLong(attempt -> age(attempt, now)).toArray();
        Ledger.Totals totals = ledger.totals();
        long left = total < 0 ? -1 : estimate.leftNanos(Math.max(0, total - totals.finished()), behind, dispatcher.slots(), now);
        return new RunProgress(
                totals,
                total,
                Math.min(dispatcher.inFlight(), places.slots()),
                dispatcher.slots(),
                estimate.elapsedNanos(now),
                left,
                hold(),
                dispatcher.waiting());
    }

    private static long age(Places.Running attempt, long now) {
        return Math.max(0, now - attempt.process().board.runningSince(attempt.slot()));
    }
}
