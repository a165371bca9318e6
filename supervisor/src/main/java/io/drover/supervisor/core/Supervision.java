package io.drover.supervisor.core;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskResult;
import io.drover.supervisor.core.WorkerProcess.State;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * One crew: every decision about its tasks and workers.
 *
 * <p>Events are the {@code on…} methods; each takes its time, in nanoseconds of one monotonic clock. What is to be done
 * goes to {@link Effects}. Confined to the supervisor loop.
 */
public final class Supervision {
    private final SupervisionConfig config;
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final TimeLimit timeLimit;
    private final Watch watch;
    private final WorkerCare care;
    private final Suspension suspension;
    private final StopPlan plan;
    private final FinalStates states;
    private final Results results;
    private final Stopping stopping;
    private final Staff staff;
    private final Cancelling cancelling;
    private final Starts starts;
    private final RunSight sight;
    private final Verdict verdict = new Verdict();
    private final Ledger ledger = new Ledger();

    /** @param places numbers for the places of workers: no two of a supervisor have the same */
    public Supervision(SupervisionConfig config, Effects effects, IntSupplier places, RandomGenerator jitter) {
        boolean endsAlone = config.nature().endsAlone();
        StartGate gate = new StartGate(config.pacing(), jitter);
        this.config = config;
        this.effects = effects;
        this.places = new Places(places, jitter);
        this.plan = new StopPlan(config.patience().graceNanos());
        this.dispatcher = new Dispatcher(config, effects, this.places, gate, plan);
        this.timeLimit = new TimeLimit(endsAlone);
        this.watch = new Watch(timeLimit, config.patience().silenceNanos());
        this.care = new WorkerCare(config, effects, dispatcher, watch);
        this.suspension = new Suspension(endsAlone, effects);
        this.states = new FinalStates(config.nature(), effects, dispatcher, gate, plan, ledger, this::checkHalt);
        this.stopping = new Stopping(plan, effects, this.places, dispatcher, states, suspension);
        this.staff = new Staff(effects, this.places, dispatcher, care);
        this.cancelling = new Cancelling(endsAlone, effects, this.places, dispatcher, care, states);
        this.sight = new RunSight(effects, this.places, dispatcher, ledger, plan);
        this.results = new Results(dispatcher, states, timeLimit, sight);
        this.starts = new Starts(
                gate, plan, this.places, dispatcher, suspension, new Shortage(endsAlone, effects, this.places, care), states);
        for (int slots : config.slots()) {
            this.places.add(slots);
        }
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
            TaskState state = new TaskState(task, config.terms(), ledger.submitted(), now);
            ledger.submit();
            timeLimit.expect(state.terms());
            dispatcher.add(state, now);
        }
        states.cancelWaiting();
        dispatcher.dispatch(now);
    }

    public void onInputEnd(long now) {
        plan.inputOver();
        sight.knowTotal(ledger.submitted());
        checkHalt(null, null, now);
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

    // ---------------------------------------------------------------- workers

    public void onReady(WorkerKey key, long now) {
        WorkerProcess process = places.find(key);
        if (process != null && process.state() == State.STARTING) {
            process.becomeReady(now);
            sight.begin(now);
            staff.onReady(places.of(key), now);
            dispatcher.dispatch(now);
        }
    }

    /** The worker has ended all that it started and wants to go: told to finish, to stop, or after an Error. */
    public void onBye(WorkerKey key) {
        WorkerProcess process = places.find(key);
        if (process != null && process.state() != State.SETTLING) {
            stopping.letGo(process);
        }
    }

    /** The worker cannot run any task, and no other would do better. */
    public void onSetupFailure(WorkerKey key, SetupFailure failure, long now) {
        String cause = failure.hasCause()
                ? ": " + failure.getCause().getStack().strip()
                : "";
        giveUp(failure.getMessage() + cause, now);
    }

    public void onResult(WorkerKey key, TaskResult result, long now) {
        WorkerProcess process = places.find(key);
        if (process != null) {
            results.take(process, result, now);
        }
    }

    /** All messages that were there have been handled: the time to send more. */
    public void onResultsDrained(WorkerKey key, long now) {
        WorkerProcess process = places.find(key);
        if (process == null) {
            return;
        }
        process.credit.settle();
        places.of(key).restarts.worked();
        if (process.state() == State.SETTLING) {
            care.extend(process, now);
        }
        dispatcher.dispatch(now);
        staff.finishIdle(now);
        finishIfDone(now);
    }

    /** The answer to {@link Effects#recall}. */
    public void onRecalled(WorkerKey key, int epoch, long started, long now) {
        WorkerProcess process = places.find(key);
        if (process != null && process.awaitsRecall(epoch)) {
            dispatcher.recalled(process, started);
            cancelling.onRecalled(now);
            states.cancelWaiting();
            dispatcher.dispatch(now);
        }
    }

    /** The task that a running attempt belongs to; null if that attempt is not awaited any more. */
    public TaskSpec taskOf(WorkerKey key, long sequence) {
        WorkerProcess process = places.find(key);
        TaskState task = process == null ? null : process.inFlight.get(sequence);
        return task == null ? null : task.spec();
    }

    /**
     * A worker process is gone.
     *
     * @param lastWords the end of its log, for the case that it never got ready
     */
    public void onExit(WorkerKey key, ExitStatus status, String lastWords, long now) {
        WorkerProcess process = places.find(key);
        if (process == null || process.state() == State.SETTLING) {
            return;
        }
        if (plan.phase().stops()) {
            process.depart(Departure.STOPPED);
        }
        ExitReason exit = process.exited(status, lastWords);
        WorkerPlace place = places.of(key);
        long delay = 0;
        if (!exit.expected()) {
            delay = place.restarts.delayAfterExit(exit.wasReady(), exit.killed(), now);
            effects.log(key + " died: " + status + (exit.wasReady() ? "" : ", before it was ready"));
            effects.lost(key, status.toString());
        }
        if (!exit.departure().endsTheRun()) {
            effects.sweepOrphans();
        }
        dispatcher.recall(process);
        states.cancelWaiting();
        care.settle(process, now);
        place.vacate(now + delay);
        cancelling.onRecalled(now);
        if (!exit.expected() && place.restarts.hopeless() && !places.anyReady()) {
            giveUp("workers cannot start: " + status + "\n" + lastWords, now);
        }
        dispatcher.dispatch(now);
    }

    private void checkHalt(TaskSpec task, Outcome outcome, long now) {
        if (!plan.phase().starts() || config.halt() == HaltPolicy.NEVER || !config.halt().reached(ledger.totals(), sight.total())) {
            return;
        }
        verdict.halted(task, outcome);
        if (config.halt().now()) {
            stopping.stop(Signal.TERM, now);
        } else {
            stopping.close();
            effects.log("Starting no more jobs. Waiting for " + dispatcher.inFlight() + " jobs to finish.");
        }
    }

    // ----------------------------------------------------------------- orders

    /** What has a say in whether tasks start. */
    public Starts starts() {
        return starts;
    }

    /** From now on it has workers with so many slots each, one at least. What runs is left to its end. */
    public void scale(int[] slotsOfWorkers, long now) {
        if (plan.phase().starts()) {
            staff.scale(slotsOfWorkers, now);
        }
    }

    /** Another worker takes over from this one as soon as it is ready. Nothing happens if there is none, or it leaves anyway. */
    public void replace(WorkerKey key, long now) {
        if (plan.phase().starts() && places.find(key) != null) {
            staff.replace(places.of(key), now);
        }
    }

    /** The task with this number is not wanted any more. Nothing happens if it is over. */
    public void cancel(long id, long now) {
        cancelling.cancel(id, now);
    }

    /** Nothing new starts; what runs is left to its end. */
    public void drain(long now) {
        stopping.close();
        finishIfDone(now);
    }

    /** What runs is killed. */
    public void kill(long now) {
        stopping.stop(Signal.TERM, now);
        stopping.kill();
    }

    // --------------------------------------------------------------- stopping

    /** INT and TERM stop the run, a second one kills; HUP lets what runs end. */
    public void onSignal(Signal signal, long now) {
        switch (signal) {
            case INT, TERM -> onStopSignal(signal, now);
            case HUP -> {
                if (plan.phase().starts()) {
                    verdict.stopped(signal);
                    stopping.close();
                    effects.log("SIGHUP received. No new jobs will be started. Waiting for " + dispatcher.inFlight()
                            + " jobs to finish. Send SIGTERM to stop now.");
                    finishIfDone(now);
                }
            }
            case TSTP -> effects.broadcast(signal);
            case CONT -> {
                effects.broadcast(signal);
                suspension.end(places.running(), now);
                onResume(now);
            }
            case QUIT, KILL, USR1, USR2, PIPE, STOP, TTIN, TTOU -> { }
        }
    }

    private void onStopSignal(Signal signal, long now) {
        if (plan.phase().stops()) {
            stopping.kill();
            return;
        }
        verdict.stopped(signal);
        stopping.stop(signal, now);
    }

    /** Output cannot be written any more, or nobody reads it. */
    public void onOutputFailure(boolean readerGone, String message, long now) {
        if (readerGone ? verdict.readerGone() : verdict.gaveUp(message)) {
            stopping.stop(Signal.TERM, now);
        }
    }

    /** The crew cannot work; {@code message} is for the user. */
    public void giveUp(String message, long now) {
        if (verdict.gaveUp(message)) {
            stopping.stop(Signal.TERM, now);
        }
    }

    // ------------------------------------------------------------------- time

    /** The supervisor itself was suspended until {@code now}: no deadline counts what was before. */
    public void onResume(long now) {
        watch.resumed(now);
        plan.resumed(now);
        for (WorkerPlace place : places) {
            place.settling.forEach(process -> care.extend(process, now));
            WorkerProcess process = place.current();
            if (process != null && !process.ready()) {
                care.extend(process, now);
            }
        }
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
        finishIfDone(now);
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

    /** Once no task is left, the workers may go. */
    private void finishIfDone(long now) {
        if (!noMoreTasks() || plan.phase().stops()) {
            return;
        }
        for (WorkerPlace place : places) {
            WorkerProcess process = place.current();
            if (process == null) {
                continue;
            }
            if (process.ready()) {
                effects.finish(process.key);
                care.finish(process, now);
            } else if (process.state() == State.STARTING) {
                effects.signal(process.key, Signal.KILL);
                care.finish(process, now);
            }
        }
    }

    private boolean noMoreTasks() {
        return !plan.phase().takes() && dispatcher.nothingWaits() && dispatcher.inFlight() == 0;
    }

    public boolean isFinished() {
        return noMoreTasks() && places.idle();
    }

    /** Why the run is over; meaningful once it is. */
    public RunEnd end() {
        return verdict.end();
    }

    /** What can be seen of it. */
    public RunSight sight() {
        return sight;
    }
}
