package io.drover.supervisor.core;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * One crew: every decision about its tasks and workers.
 *
 * <p>Events are the {@code on…} methods, here and in {@link #workers}, {@link #starts} and {@link #orders}; each takes its time, in
 * nanoseconds of one monotonic clock. What is to be done goes to {@link Effects}. Confined to the supervisor loop.
 */
public final class Supervision {
    private final CrewParts parts;
    private final SupervisionConfig config;
    private final Effects effects;
    private final Places places;
    private final PendingTasks pending;
    private final Dispatcher dispatcher;
    private final TimeLimit timeLimit;
    private final Watch watch;
    private final WorkerCare care;
    private final StopPlan plan;
    private final FinalStates states;
    private final Stopping stopping;
    private final Staff staff;
    private final Verdict verdict;
    private final Ledger ledger;
    private final Closing closing;
    private final RunSight sight;
    private final Workers workers;
    private final Starts starts;
    private final CrewOrders orders;

    /** @param places numbers for the places of workers: no two of a supervisor have the same */
    public Supervision(SupervisionConfig config, Effects effects, IntSupplier places, RandomGenerator jitter) {
        this.parts = new CrewParts(config, effects, places, jitter);
        this.pending = parts.pending;
        this.dispatcher = parts.dispatcher;
        this.timeLimit = parts.timeLimit;
        this.watch = parts.watch;
        this.care = parts.care;
        this.plan = parts.plan;
        this.states = parts.states;
        this.stopping = parts.stopping;
        this.staff = parts.staff;
        this.verdict = parts.verdict;
        this.ledger = parts.ledger;
        this.closing = parts.closing;
        this.config = config;
        this.effects = effects;
        this.places = parts.places;
        this.sight = parts.sight;
        this.workers = new Workers(parts);
        this.starts = new Starts(parts);
        this.orders = new CrewOrders(parts);
    }

    /** Starts the first worker, so that it gets ready while the input is opened. */
    public void onStart(long now) {
        dispatcher.spawn(places.taking().get(0), now);
    }

    // ------------------------------------------------------------------ input

    /** How many more tasks should be read now; 0: none. */
    public int wantedTasks() {
        return plan.phase().takes() ? dispatcher.wanted() : 0;
    }

    public void onTasks(List<TaskSpec> tasks, long now) {
        for (TaskSpec task : tasks) {
            TaskState state = submitted(task, now);
            timeLimit.expect(state.terms());
            pending.add(state, now);
        }
        states.cancelWaiting();
        dispatcher.dispatch(now);
    }

    /** A task that was cancelled on its way here. */
    public void onCancelled(TaskSpec task, long now) {
        states.cancelled(submitted(task, now));
    }

    private TaskState submitted(TaskSpec task, long now) {
        TaskState state = new TaskState(task, config.terms(), ledger.submitted(), now);
        ledger.submit();
        return state;
    }

    public void onInputEnd(long now) {
        plan.inputOver();
        sight.knowTotal(ledger.submitted());
        parts.halting.check(null, null, now);
        onTick(now);
    }

    /** None of the output that waits has been taken for some time: commands may wait for that, too. */
    public void onStall(boolean nowStalled) {
        sight.stalled(nowStalled);
    }

    /** No more can be read: what was read before it still runs. */
    public void onInputFailure(String message, long now) {
        verdict.inputFailed(message);
        onInputEnd(now);
    }

    /** The number of tasks, where it is known before all of them have been read. */
    public void onTotal(long knownTotal) {
        if (plan.phase().takes()) {
            sight.knowTotal(knownTotal);
        }
    }

    // ------------------------------------------------------------------- time

    /** The supervisor itself was suspended until {@code now}: no deadline counts what was before. */
    public void onResume(long now) {
        parts.resumed(now);
    }

    /** Does what is due. */
    public void onTick(long now) {
        for (WorkerPlace place : places) {
            for (WorkerProcess process : List.copyOf(place.settling)) {
                if (now >= process.until()) {
                    states.settle(process, now);
                    place.settling.remove(process);
                    effects.forget(process.key);
                }
            }
            if (place.current() != null) {
                care.check(place.current(), now);
            }
        }
        places.dropIdle();
        staff.finishIdle(now);
        stopping.check(now);
        states.cancelWaiting();
        dispatcher.dispatch(now);
        sight.tellHold();
        closing.finishIfDone(now);
    }

    /** When {@link #onTick} has something to do at the latest; Long.MAX_VALUE: only after another event. */
    public long nextDeadline(long now) {
        long next = Math.min(plan.nextLook(now), dispatcher.nextDeadline(now));
        for (WorkerPlace place : places) {
            for (WorkerProcess process : place.settling) {
                next = Math.min(next, process.until());
            }
            WorkerProcess process = place.current();
            if (process != null) {
                next = Math.min(next, process.until());
                next = process.ready() ? Math.min(next, watch.next(process, now)) : next;
            }
        }
        return next;
    }

    // -------------------------------------------------------------------- end

    /** No task is left, and no worker. */
    public boolean isFinished() {
        return closing.isFinished();
    }

    /** Why the crew is over; meaningful once it is. */
    public RunEnd end() {
        return verdict.end();
    }

    // -------------------------------------------------------------------- more

    /** What its worker processes tell. */
    public Workers workers() {
        return workers;
    }

    /** What has a say in whether tasks start. */
    public Starts starts() {
        return starts;
    }

    /** What is ordered from outside. */
    public CrewOrders orders() {
        return orders;
    }

    /** What can be seen of it. */
    public RunSight sight() {
        return sight;
    }
}
