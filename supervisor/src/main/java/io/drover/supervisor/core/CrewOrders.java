package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** What is ordered from outside: by a user, a program, or a signal. Confined to the supervisor loop. */
public final class CrewOrders {
    private final CrewParts parts;
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final Suspension suspension;
    private final StopPlan plan;
    private final Stopping stopping;
    private final Staff staff;
    private final Cancelling cancelling;
    private final Verdict verdict;
    private final Closing closing;

    CrewOrders(CrewParts parts) {
        this.parts = parts;
        this.effects = parts.effects;
        this.places = parts.places;
        this.dispatcher = parts.dispatcher;
        this.suspension = parts.suspension;
        this.plan = parts.plan;
        this.stopping = parts.stopping;
        this.staff = parts.staff;
        this.cancelling = parts.cancelling;
        this.verdict = parts.verdict;
        this.closing = parts.closing;
    }

    /** What waits goes on waiting, also what was sent ahead. What runs is left to its end. */
    public void hold() {
        dispatcher.holdStarts();
    }

    /** What an order has held goes on. */
    public void go(long now) {
        dispatcher.go();
        dispatcher.dispatch(now);
    }

    /** From now on it has workers with so many slots each, one at least. What runs is left to its end. */
    public void scale(int[] slotsOfWorkers, long now) {
        if (plan.phase().starts()) {
            staff.scale(slotsOfWorkers, now);
        }
    }

    /** Another worker takes over from this one as soon as it is ready. Nothing happens if there is none, or it leaves anyway. */
    public void replace(WorkerKey key, long now) {
        WorkerPlace place = places.of(key);
        if (plan.phase().starts() && place != null && place.has(key)) {
            staff.replace(place, now);
        }
    }

    /** From now on so many of its places have a worker, also when there is nothing to do. */
    public void man(int workers, long now) {
        dispatcher.man(workers);
        dispatcher.dispatch(now);
    }

    /** This worker leaves if it has nothing to do; another has its place when there is something. */
    public void release(WorkerKey key, long now) {
        WorkerPlace place = places.of(key);
        if (plan.phase().starts() && place != null && place.has(key)) {
            staff.release(place, now);
        }
    }

    /** The task with this number is not wanted any more. Nothing happens if it is over. */
    public void cancel(long id, Reach reach, long now) {
        cancelling.cancel(id, reach, now);
    }

    /** A signal for what the task with this number has started. Nothing happens if it does not run. */
    public void signalTask(long id, int signal) {
        for (Places.Running running : places.running()) {
            if (running.task().spec().id() == id) {
                effects.signalTask(running.process().key, running.sequence(), signal);
            }
        }
    }

    /** The command with this number is ended, and its attempt has failed. Nothing happens if it does not run. */
    public void fail(long id, String title, String cause) {
        for (Places.Running running : places.running()) {
            boolean ends = running.process().isEnding(running.sequence());
            if (running.task().spec().id() == id && parts.config.nature().endsAlone() && !ends) {
                effects.log("task " + running.task().spec().number() + " is ended: " + cause);
                parts.care.end(running.process(), running.sequence(), new Ending.Failed(title, cause));
            }
        }
    }

    /** No task is taken any more; those that it has run. */
    public void drain(long now) {
        plan.inputOver();
        effects.closeInput();
        closing.finishIfDone(now);
    }

    /** Nothing new starts; what runs is left to its end. */
    public void dismiss(long now) {
        stopping.close();
        closing.finishIfDone(now);
    }

    /** What runs is killed. */
    public void kill(long now) {
        stopping.stop(Signal.TERM, now);
        stopping.kill();
    }

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
                    closing.finishIfDone(now);
                }
            }
            case TSTP -> effects.broadcast(signal);
            case CONT -> {
                effects.broadcast(signal);
                suspension.end(places.running(), now);
                parts.resumed(now);
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

    /** A worker could not be started; {@code message} is for the user. */
    public void spawnFailed(String message, long now) {
        parts.broken(message, now);
    }

    /** The crew cannot work; {@code message} is for the user. */
    public void giveUp(String message, long now) {
        parts.giveUp(message, now);
    }
}
