package io.drover.supervisor.core;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskResult;
import io.drover.supervisor.core.WorkerProcess.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One run: every decision about its tasks and workers.
 *
 * <p>Events are the {@code on…} methods; each takes its time, in nanoseconds of one monotonic clock. What is to be done
 * goes to {@link Effects}. Confined to the supervisor loop.
 */
public final class Supervision {
    /** While a run is being stopped the boards are looked at this often. */
    private static final long STOP_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final String NO_ROOM = "ended to make room, though nothing else was running";

    private final SupervisionConfig config;
    private final Effects effects;
    private final Places places;
    private final StartGate gate;
    private final Dispatcher dispatcher;
    private final TimeLimit timeLimit;
    private final Watch watch;
    private final WorkerCare care;
    private final Suspension suspension;
    private final Ledger ledger = new Ledger();
    private final Estimate estimate = new Estimate();

    private boolean inputEnded;
    /** Why the input ended too early; null if it did not. */
    private String inputFailure;
    private long total = -1;
    private boolean stalled;
    private Hold told;
    private boolean stopping;
    private long killAt = Long.MAX_VALUE;
    private RunEnd end;

    public Supervision(SupervisionConfig config, Effects effects, RandomGenerator jitter) {
        this.config = config;
        this.effects = effects;
        this.gate = new StartGate(config.pacing(), jitter);
        this.places = new Places(config.slots(), jitter);
        this.dispatcher = new Dispatcher(config, effects, places, gate);
        this.timeLimit = new TimeLimit(config.timeoutNanos(), config.timeoutOfMedian());
        this.watch = new Watch(timeLimit, config.silenceNanos());
        this.care = new WorkerCare(config, effects, dispatcher, watch);
        this.suspension = new Suspension(config.tasksEndAlone(), effects);
    }

    /** Starts the first worker, so that it gets ready while the input is opened. */
    public void onStart(long now) {
        dispatcher.spawn(places.first(), now);
    }

    // ------------------------------------------------------------------ input

    /** How many more tasks should be read now; 0: none. */
    public int wantedTasks() {
        return inputEnded ? 0 : dispatcher.wanted();
    }

    public void onTasks(List<TaskSpec> tasks, long now) {
        for (TaskSpec task : tasks) {
            ledger.submit();
            dispatcher.add(new TaskState(task));
        }
        cancelIfClosed();
        dispatcher.dispatch(now);
    }

    public void onInputEnd(long now) {
        inputEnded = true;
        total = ledger.submitted();
        checkHalt(null, null, now);
        onTick(now);
    }

    /** None of the output that waits has been taken for some time: commands may wait for that, too. */
    public void onStall(boolean nowStalled) {
        stalled = nowStalled;
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
        if (!inputEnded) {
            total = knownTotal;
        }
    }

    // ---------------------------------------------------------------- workers

    public void onReady(WorkerKey key, long now) {
        WorkerProcess process = places.find(key);
        if (process != null && process.state() == State.STARTING) {
            process.becomeReady(now);
            estimate.begin(now);
            dispatcher.dispatch(now);
        }
    }

    /** The worker has ended all that it started and wants to go: told to finish, to stop, or after an Error. */
    public void onBye(WorkerKey key) {
        WorkerProcess process = places.find(key);
        if (process != null && process.state() != State.SETTLING) {
            letGo(process);
        }
    }

    /** Its farewell came after all that it had sent, so nothing is to be waited for when it is gone. */
    private void letGo(WorkerProcess process) {
        if (!process.leaving()) {
            process.saysFarewell();
            effects.signal(process.key, Signal.KILL);
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
                // The TERM for the worker ended this attempt; settle() decides what becomes of the task.
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
        estimate.ran(result.getRunNanos());
        process.progressed(now);
        if (ending == Ending.GIVEN_BACK) {
            effects.discard(task.spec());
            runAgain(List.of(task));
            return;
        }
        if (ending != null) {
            outcome = ending == Ending.TIMED_OUT ? Outcome.TIMED_OUT : new Outcome.Lost(NO_ROOM);
        }
        if (outcome.ok()) {
            timeLimit.succeeded(result.getRunNanos());
        }
        task.attemptEnded();
        gate.ended(outcome.ok());
        if (mayRunAgain(task, outcome)) {
            effects.retried(FinishedTask.of(task, outcome, result, process.key.place()));
            dispatcher.addFirst(task);
        } else {
            finish(task, outcome, result, process.key.place());
            checkHalt(task.spec(), outcome, now);
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
        if (stopping) {
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
        recall(process);
        care.settle(process, now);
        place.vacate(now + delay);
        if (!exit.expected() && place.restarts.hopeless() && !places.anyReady()) {
            giveUp("workers cannot start: " + status + "\n" + lastWords, now);
        }
        dispatcher.dispatch(now);
    }

    /** The results that could still come have come: who was running is charged, the others run elsewhere. */
    private void settle(WorkerPlace place, WorkerProcess process, long now) {
        List<TaskState> again = new ArrayList<>();
        long suspect = process.suspect(config.rerunLost());
        for (long sequence : process.inFlight.sequences()) {
            TaskState task = dispatcher.take(process, sequence);
            if (stopping) {
                task.attemptEnded();
                finish(task, Outcome.CANCELLED, null, place.index);
            } else if (process.ranOutOfTime(sequence)) {
                task.attemptEnded();
                settled(task, Outcome.TIMED_OUT, place, again, now);
            } else if (process.charges(sequence)) {
                task.workerLost();
                settled(task, new Outcome.Lost(lossOf(task, process)), place, again, now);
            } else if (sequence == suspect) {
                task.suspected();
                effects.discard(task.spec());
                unlessPoison(task, process, place, now);
            } else if (config.rerunLost()) {
                // Run, or about to be; its result died with the worker. Nobody's fault.
                effects.discard(task.spec());
                again.add(task);
            } else {
                task.attemptEnded();
                settled(task, new Outcome.Lost("worker died: " + process.exit()), place, again, now);
            }
        }
        place.settling.remove(process);
        runAgain(again);
        effects.forget(process.key);
    }

    private void unlessPoison(TaskState task, WorkerProcess process, WorkerPlace place, long now) {
        if (task.losses() < config.poisonLimit()) {
            // Behind the others, as every suspect.
            dispatcher.add(task);
        } else {
            Outcome lost = new Outcome.Lost(lossOf(task, process));
            finish(task, lost, null, place.index);
            checkHalt(task.spec(), lost, now);
        }
    }

    private String lossOf(TaskState task, WorkerProcess process) {
        String reason = "worker died: " + process.exit();
        return task.losses() >= config.poisonLimit()
                ? "poison task, quarantined after " + task.losses() + " lost workers; last " + reason
                : reason;
    }

    private void settled(TaskState task, Outcome outcome, WorkerPlace place, List<TaskState> again, long now) {
        boolean poison = task.losses() >= config.poisonLimit();
        boolean rerun = !poison
                && (outcome.kind() == Outcome.Kind.LOST && config.rerunLost() || mayRunAgain(task, outcome));
        if (rerun && !dispatcher.closed()) {
            effects.retried(FinishedTask.of(task, outcome, null, place.index));
            // Behind the others: a suspect must not be the first thing that every fresh worker meets.
            dispatcher.add(task);
        } else {
            finish(task, outcome, null, place.index);
            checkHalt(task.spec(), outcome, now);
        }
    }

    // ------------------------------------------------------------ final states

    private boolean mayRunAgain(TaskState task, Outcome outcome) {
        int most = task.spec().attempts() == null ? config.attempts() : task.spec().attempts();
        return outcome.failed() && !dispatcher.closed() && (most == 0 || task.attempts() < most);
    }

    private void finish(TaskState task, Outcome outcome, TaskResult result, int place) {
        // A task that a stop interrupts is cancelled, however its process took the signal.
        Outcome last = stopping && !outcome.ok() ? Outcome.CANCELLED : outcome;
        ledger.finished(last);
        gate.finished(last.ok());
        effects.finished(FinishedTask.of(task, last, result, place));
    }

    private void checkHalt(TaskSpec task, Outcome outcome, long now) {
        if (end != null || config.halt() == HaltPolicy.NEVER || !config.halt().reached(ledger.totals(), total)) {
            return;
        }
        end = new RunEnd.Halted(task, outcome);
        close();
        if (config.halt().now()) {
            stop(Signal.TERM, now);
        } else {
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

    /**
     * The machine is short of what tasks need, memory usually: the youngest goes back to the queue, unless one is on its way there already. The
     * last one that runs is charged, for it would only meet the same want again.
     */
    public void onShortage(long now) {
        List<Places.Running> running = places.running();
        if (stopping || running.isEmpty() || running.stream().anyMatch(Supervision::leaves)) {
            return;
        }
        Places.Running youngest = running.get(running.size() - 1);
        WorkerProcess process = youngest.process();
        Ending why = running.size() > 1 ? Ending.GIVEN_BACK : Ending.NO_ROOM;
        effects.log("ending task " + youngest.task().spec().number() + " to make room"
                + (why == Ending.GIVEN_BACK ? "; it runs again later" : ", though nothing else is running"));
        if (config.tasksEndAlone()) {
            care.end(process, youngest.sequence(), why);
            return;
        }
        process.depart(why == Ending.NO_ROOM ? Departure.NO_ROOM : Departure.MAKES_ROOM);
        effects.signal(process.key, Signal.KILL);
    }

    private static boolean leaves(Places.Running attempt) {
        return attempt.process().isEnding(attempt.sequence()) || attempt.process().leaving();
    }

    /** Memory is short: so many tasks may go on, the oldest; the others stop until there is more. */
    public void onRoom(int tasks, long now) {
        if (!stopping) {
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
            finish(task, Outcome.SKIPPED, null, -1);
            checkHalt(task.spec(), Outcome.SKIPPED, now);
            onTick(now);
        }
    }

    /** These go before the others, in their order. */
    private void runAgain(List<TaskState> tasks) {
        dispatcher.addFirst(tasks);
        cancelIfClosed();
    }

    private void recall(WorkerProcess process) {
        dispatcher.recall(process);
        cancelIfClosed();
    }

    // --------------------------------------------------------------- stopping

    /** INT and TERM stop the run, a second one kills; HUP lets what runs end. */
    public void onSignal(Signal signal, long now) {
        switch (signal) {
            case INT, TERM -> onStopSignal(signal, now);
            case HUP -> {
                if (end == null) {
                    end = new RunEnd.Stopped(signal);
                    close();
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
        if (stopping) {
            if (killAt != Long.MIN_VALUE) {
                kill();
            }
            return;
        }
        if (!(end instanceof RunEnd.Halted)) {
            end = new RunEnd.Stopped(signal);
        }
        close();
        stop(signal, now);
    }

    /** Output cannot be written any more, or nobody reads it. */
    public void onOutputFailure(boolean readerGone, String message, long now) {
        if (end instanceof RunEnd.ReaderGone || end instanceof RunEnd.GaveUp) {
            return;
        }
        end = readerGone ? new RunEnd.ReaderGone() : new RunEnd.GaveUp(message);
        close();
        stop(Signal.TERM, now);
    }

    /** The run cannot go on; {@code message} is for the user. */
    public void giveUp(String message, long now) {
        if (end instanceof RunEnd.GaveUp) {
            return;
        }
        end = new RunEnd.GaveUp(message);
        close();
        stop(Signal.TERM, now);
    }

    private void stop(Signal signal, long now) {
        if (stopping) {
            return;
        }
        stopping = true;
        killAt = now + config.graceNanos();
        effects.broadcast(signal);
        // A stopped process cannot act on the signal.
        suspension.end(places.running(), now);
    }

    private void kill() {
        killAt = Long.MIN_VALUE;
        effects.broadcast(Signal.KILL);
        effects.sweepOrphans();
    }

    /** From now on nothing new starts, also not what was sent ahead. */
    private void close() {
        if (dispatcher.closed()) {
            return;
        }
        dispatcher.close();
        effects.closeInput();
        for (WorkerPlace place : places) {
            if (place.current() != null) {
                recall(place.current());
            }
        }
        cancelIfClosed();
    }

    /** A run that is being stopped, or only finishes what runs, starts nothing that waits. */
    private void cancelIfClosed() {
        while (dispatcher.closed() && !dispatcher.nothingWaits()) {
            finish(dispatcher.poll(), Outcome.CANCELLED, null, -1);
        }
    }

    // ------------------------------------------------------------------- time

    /** The supervisor itself was suspended until {@code now}: no deadline counts what was before. */
    public void onResume(long now) {
        watch.resumed(now);
        if (stopping && killAt != Long.MIN_VALUE) {
            killAt = now + config.graceNanos();
        }
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
                    settle(place, process, now);
                }
            }
            if (place.current() != null) {
                care.check(place.current(), now);
            }
            if (stopping && place.current() != null && place.current().board.leaving()) {
                letGo(place.current());
            }
        }
        if (stopping && killAt != Long.MIN_VALUE && now >= killAt) {
            kill();
        }
        cancelIfClosed();
        dispatcher.dispatch(now);
        tellHold();
        finishIfDone(now);
    }

    /** Each cause is told once, however its numbers change. */
    private void tellHold() {
        Hold hold = hold();
        if ((hold == null ? null : hold.cause()) != (told == null ? null : told.cause())) {
            effects.held(hold);
        }
        told = hold;
    }

    /** Why no task starts though there is a slot for it; null when nothing is in the way. */
    public Hold hold() {
        if (dispatcher.closed() || inputEnded && dispatcher.nothingWaits() && !stalled) {
            return null;
        }
        if (stalled) {
            return new Hold(Hold.Cause.OUTPUT, "nobody takes the output");
        }
        return dispatcher.congested()
                ? new Hold(Hold.Cause.OUTPUT, "output is taken more slowly than it comes")
                : dispatcher.hold();
    }

    /** When {@link #onTick} has something to do at the latest; Long.MAX_VALUE: only after another event. */
    public long nextDeadline(long now) {
        long next = Long.MAX_VALUE;
        if (stopping) {
            next = Math.min(now + STOP_LOOK_NANOS, killAt == Long.MIN_VALUE ? Long.MAX_VALUE : killAt);
        }
        next = Math.min(next, dispatcher.nextDeadline(now));
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
        boolean noMoreTasks = (inputEnded || dispatcher.closed()) && dispatcher.nothingWaits() && dispatcher.inFlight() == 0;
        if (!noMoreTasks || stopping) {
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

    public boolean isFinished() {
        return places.idle() && dispatcher.inFlight() == 0 && (dispatcher.closed() || inputEnded && dispatcher.nothingWaits());
    }

    /** Why the run is over; meaningful once it is. */
    public RunEnd end() {
        if (end != null) {
            return end;
        }
        return inputFailure == null ? new RunEnd.Completed() : new RunEnd.GaveUp(inputFailure);
    }

    public Ledger.Totals totals() {
        return ledger.totals();
    }

    /** Tasks that have been sent and have no result. */
    public int inFlight() {
        return dispatcher.inFlight();
    }

    /** Negative while nobody knows. */
    public long total() {
        return total;
    }

    /** What runs now, by its age in the run. */
    public List<RunningTask> running(long now) {
        return places.running().stream()
                .map(attempt -> new RunningTask(
                        attempt.task().spec(),
                        places.firstSlot(attempt.process().key) + attempt.slot(),
                        attempt.process().key.place(),
                        Math.max(0, now - attempt.process().board.runningSince(attempt.slot()))))
                .toList();
    }

    /** How far the run is. */
    public RunProgress progress(long now) {
        long[] behind = places.running().stream()
                .mapToLong(attempt -> Math.max(0, now - attempt.process().board.runningSince(attempt.slot())))
                .toArray();
        Ledger.Totals totals = ledger.totals();
        long left = total < 0 ? -1 : estimate.leftNanos(Math.max(0, total - totals.finished()), behind, dispatcher.slots(), now);
        return new RunProgress(
                totals,
                total,
                Math.min(dispatcher.inFlight(), config.totalSlots()),
                dispatcher.slots(),
                estimate.elapsedNanos(now),
                left,
                hold());
    }
}
