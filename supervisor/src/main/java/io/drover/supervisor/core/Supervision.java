package io.drover.supervisor.core;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskResult;
import io.drover.supervisor.core.WorkerProcess.State;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One run: every decision about its tasks and workers.
 *
 * <p>Events are the {@code on…} methods; each takes its time, in nanoseconds of one monotonic clock. What is to be done
 * goes to {@link Effects}. Confined to the supervisor loop.
 */
public final class Supervision {
    private final SupervisionConfig config;
    private final Effects effects;
    private final Places places;
    private final StartGate gate;
    private final Dispatcher dispatcher;
    private final TimeLimit timeLimit;
    private final Watch watch;
    private final WorkerCare care;
    private final Suspension suspension;
    private final StopPlan plan;
    private final FinalStates states;
    private final Stopping stopping;
    private final Shortage shortage;
    private final RunSight sight;
    private final Ledger ledger = new Ledger();

    /** Why the input ended too early; null if it did not. */
    private String inputFailure;
    /** Null while nobody has ended the run. */
    private RunEnd end;

    public Supervision(SupervisionConfig config, Effects effects, RandomGenerator jitter) {
        this.config = config;
        this.effects = effects;
        this.gate = new StartGate(config.pacing(), jitter);
        this.places = new Places(config.slots(), jitter);
        this.plan = new StopPlan(config.patience().graceNanos());
        this.dispatcher = new Dispatcher(config, effects, places, gate, plan);
        this.timeLimit = config.timeLimit();
        this.watch = new Watch(timeLimit, config.patience().silenceNanos());
        this.care = new WorkerCare(config, effects, dispatcher, watch);
        this.suspension = new Suspension(config.nature().endsAlone(), effects);
        this.states = new FinalStates(config, effects, dispatcher, gate, plan, ledger, this::checkHalt);
        this.stopping = new Stopping(plan, effects, places, dispatcher, states, suspension);
        this.shortage = new Shortage(config.nature().endsAlone(), effects, places, care);
        this.sight = new RunSight(config, effects, places, dispatcher, ledger, plan);
    }

    /** Starts the first worker, so that it gets ready while the input is opened. */
    public void onStart(long now) {
        dispatcher.spawn(places.first(), now);
    }

    // ------------------------------------------------------------------ input

    /** How many more tasks should be read now; 0: none. */
    public int wantedTasks() {
        return plan.phase().takes() ? dispatcher.wanted() : 0;
    }

    public void onTasks(List<TaskSpec> tasks, long now) {
        for (TaskSpec task : tasks) {
            ledger.submit();
            dispatcher.add(new TaskState(task));
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
        inputFailure = message;
        onInputEnd(now);
    }

    /** Output waits to be written: nothing new starts while that lasts. */
    public void onCongestion(boolean nowCongested, long now) {
        if (dispatcher.congested(nowCongested)) {
            dispatcher.dispatch(now);
        }
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
        if (process == null) {
            return;
        }
        Outcome outcome = Outcome.of(result);
        if (process.interrupted()) {
            if (process.ranOutOfTime(result.getSequence())) {
                outcome = Outcome.TIMED_OUT;
            } else if (!outcome.ok()) {
                // The TERM for the worker ended this attempt: what becomes of the task is decided when the worker is gone.
                return;
            }
        }
        Ending ending = result.getKilled() ? process.ending(result.getSequence()) : null;
        TaskState task = dispatcher.take(process, result.getSequence());
        if (task == null) {
            return;
        }
        process.gaveResult();
        process.credit.ran(result.getRunNanos());
        sight.ran(result.getRunNanos());
        process.progressed(now);
        if (ending == Ending.GIVEN_BACK) {
            states.givenBack(task);
            return;
        }
        if (ending != null) {
            outcome = ending.outcome();
        }
        if (outcome.ok()) {
            timeLimit.succeeded(result.getRunNanos());
        }
        states.ended(task, outcome, result, process.key.place(), now);
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
        finishIfDone(now);
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
        if (!exit.expected() && place.restarts.hopeless() && !places.anyReady()) {
            giveUp("workers cannot start: " + status + "\n" + lastWords, now);
        }
        dispatcher.dispatch(now);
    }

    private void checkHalt(TaskSpec task, Outcome outcome, long now) {
        if (!plan.phase().starts() || config.halt() == HaltPolicy.NEVER || !config.halt().reached(ledger.totals(), sight.total())) {
            return;
        }
        end = new RunEnd.Halted(task, outcome);
        if (config.halt().now()) {
            stopping.stop(Signal.TERM, now);
        } else {
            stopping.close();
            effects.log("Starting no more jobs. Waiting for " + dispatcher.inFlight() + " jobs to finish.");
        }
    }

    // -------------------------------------------------------------- what holds

    /** The task that was asked for may start. */
    public void onStartGranted(long now) {
        gate.grant();
        dispatcher.dispatch(now);
    }

    /** The task that was asked for has to wait. */
    public void onStartHeld(Hold hold) {
        gate.hold(hold);
    }

    /** From now on so many tasks run at a time; what runs is left to its end. */
    public void onLimit(int tasks, long now) {
        gate.limit(tasks);
        dispatcher.dispatch(now);
    }

    /** The machine is short of what tasks need: one of them has to make room. */
    public void onShortage(long now) {
        if (!plan.phase().stops()) {
            shortage.makeRoom();
        }
    }

    /** Memory is short: so many tasks may go on, the oldest; the others stop until there is more. */
    public void onRoom(int tasks, long now) {
        if (!plan.phase().stops()) {
            suspension.apply(places.running(), tasks, now);
        }
    }

    /** Memory is not short. */
    public void onPlenty(long now) {
        suspension.release(places.running(), now);
    }

    /** The task that was asked for is not wanted. */
    public void onStartRefused(long now) {
        TaskState task = dispatcher.takeRefused();
        if (task != null) {
            states.skipped(task, now);
            onTick(now);
        }
    }

    // --------------------------------------------------------------- stopping

    /** INT and TERM stop the run, a second one kills; HUP lets what runs end. */
    public void onSignal(Signal signal, long now) {
        switch (signal) {
            case INT, TERM -> onStopSignal(signal, now);
            case HUP -> {
                if (plan.phase().starts()) {
                    end = new RunEnd.Stopped(signal);
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
        if (!(end instanceof RunEnd.Halted)) {
            end = new RunEnd.Stopped(signal);
        }
        stopping.stop(signal, now);
    }

    /** Output cannot be written any more, or nobody reads it. */
    public void onOutputFailure(boolean readerGone, String message, long now) {
        if (end instanceof RunEnd.ReaderGone || end instanceof RunEnd.GaveUp) {
            return;
        }
        end = readerGone ? new RunEnd.ReaderGone() : new RunEnd.GaveUp(message);
        stopping.stop(Signal.TERM, now);
    }

    /** The run cannot go on; {@code message} is for the user. */
    public void giveUp(String message, long now) {
        if (end instanceof RunEnd.GaveUp) {
            return;
        }
        end = new RunEnd.GaveUp(message);
        stopping.stop(Signal.TERM, now);
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
        if (end != null) {
            return end;
        }
        return inputFailure == null ? new RunEnd.Completed() : new RunEnd.GaveUp(inputFailure);
    }

    // ------------------------------------------------------------------ sight

    public Ledger.Totals totals() {
        return ledger.totals();
    }

    /** Tasks that have been sent and have no result. */
    public int inFlight() {
        return dispatcher.inFlight();
    }

    /** Negative while nobody knows. */
    public long total() {
        return sight.total();
    }

    /** Why no task starts though there is a slot for it; null when nothing is in the way. */
    public Hold hold() {
        return sight.hold();
    }

    /** What runs now, by its age in the run. */
    public List<RunningTask> running(long now) {
        return sight.running(now);
    }

    /** How far the run is. */
    public RunProgress progress(long now) {
        return sight.progress(now);
    }
}
