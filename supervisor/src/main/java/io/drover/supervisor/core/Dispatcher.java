package io.drover.supervisor.core;

import java.util.Optional;

/**
 * Which task goes to which worker, and when a place gets a worker: free slots first, then a little work ahead where
 * tasks are short.
 */
final class Dispatcher {
    private static final long MAX_PENDING_BYTES = 8 << 20;
    /** Those whose time has not come are not in the way of others, but they take memory. */
    private static final int MAX_ASLEEP = 100_000;

    private final SupervisionConfig config;
    private final Effects effects;
    private final Places places;
    private final StartGate gate;
    private final StopPlan plan;
    private final PendingTasks pending;
    private final Breaker breaker;
    private final Sender sender;
    private boolean congested;
    private boolean held;
    /** So many places have a worker also when nothing waits. */
    private int manned;

    Dispatcher(SupervisionConfig config, Effects effects, Places places, StartGate gate, StopPlan plan, PendingTasks pending, Breaker breaker) {
        this.config = config;
        this.effects = effects;
        this.places = places;
        this.gate = gate;
        this.plan = plan;
        this.pending = pending;
        this.breaker = breaker;
        this.sender = new Sender(effects, pending);
    }

    // ---------------------------------------------------------- what waits

    /** How many more tasks should be read now; 0: none. */
    int wanted() {
        if (congested || pending.bytes() > MAX_PENDING_BYTES || pending.all() - pending.awake() > MAX_ASLEEP) {
            return 0;
        }
        int wanted = 0;
        for (WorkerPlace place : places.taking()) {
            WorkerProcess process = place.current();
            wanted += place.slots + (process == null ? 0 : process.credit.ahead());
        }
        return Math.max(0, 2 * wanted - pending.awake());
    }

    /** Those that wait for a slot alone. */
    int waiting() {
        return pending.size();
    }

    boolean nothingWaits() {
        return pending.nothingWaits();
    }

    /** Takes out the task with this number; null when it does not wait. */
    TaskState remove(long id) {
        TaskState task = pending.remove(id);
        if (task != null && task == gate.asked()) {
            gate.forget();
        }
        return task;
    }

    /** The task that people know by this number; null when it does not wait. */
    TaskState find(long number) {
        return pending.find(number);
    }

    /** Takes out the task whose start was asked for, which will not be; null if none is. */
    TaskState takeRefused() {
        TaskState task = gate.asked();
        if (task != null) {
            gate.forget();
            pending.remove(task);
        }
        return task;
    }

    // ---------------------------------------------------- what is under way

    /** Tasks that have been sent and have no result. */
    int inFlight() {
        return sender.inFlight();
    }

    /** The attempt is not awaited any more. Null if it was not. */
    TaskState take(WorkerProcess process, long sequence) {
        return sender.take(process, sequence);
    }

    /** What was sent and has not started is to wait again. */
    void recall(WorkerProcess process) {
        if (process.beginRecall()) {
            effects.recall(process.key, process.epoch()).ifPresent(started -> recalled(process, started));
        }
    }

    /** The answer: nothing after {@code started} has started. */
    void recalled(WorkerProcess process, long started) {
        gate.recalled(sender.recalled(process, started));
    }

    /** Output waits to be written: nothing new starts while that lasts. True if it has just ended. */
    boolean congested(boolean now) {
        boolean relieved = congested && !now;
        congested = now;
        return relieved;
    }

    boolean congested() {
        return congested;
    }

    /** Nothing starts until {@link #go}, also of what was sent ahead. */
    void holdStarts() {
        held = true;
        recallAll();
    }

    /** What was held goes on. */
    void go() {
        held = false;
    }

    /** A task wants no other to start for so long. */
    void pause(long nanos, long now) {
        gate.pause(nanos, now);
        recallAll();
    }

    private void recallAll() {
        places.forEach(place -> {
            if (!place.vacant()) {
                recall(place.current());
            }
        });
    }

    /** From now on so many places have a worker, also when nothing waits. */
    void man(int workers) {
        manned = workers;
    }

    /** Why a task that waits, or would come, does not start though it has a slot; null when nothing of the kind is in the way. */
    Hold hold() {
        if (!plan.phase().starts()) {
            return null;
        }
        // Also while nothing waits: whoever has ordered it is to see that it is so.
        if (held) {
            return new Hold(Hold.Cause.ORDER, "held by an order");
        }
        if (pending.isEmpty()) {
            return null;
        }
        if (sender.inFlight() >= gate.limit() && gate.limit() < places.slots()) {
            return new Hold(Hold.Cause.JOBS, gate.reasonOfLimit());
        }
        return gate.hold();
    }

    /** How many tasks run at a time, at most. */
    int slots() {
        return Math.min(places.slots(), gate.limit());
    }

    /** Nothing starts any more: the leave that was asked for is not needed. */
    void close() {
        gate.forget();
    }

    // --------------------------------------------------------------- dispatch

    void dispatch(long now) {
        pending.wake(now);
        if (pending.isEmpty() && sender.inFlight() == 0) {
            pending.begin();
        }
        if (pending.isEmpty() && manned == 0 || congested || held || gate.paused(now) || !plan.phase().starts()) {
            return;
        }
        if (gate.free()) {
            dispatchFreely(now);
        } else {
            dispatchSingly(now);
        }
        for (WorkerPlace place : places.taking()) {
            if (place.vacant() && now >= place.respawnAt() && !(wantsWorker() && maySpawn(now) && spawn(place, now))) {
                return;
            }
        }
    }

    /** Whether a place that is vacant is to have a worker: for what waits, or to be ready for what comes. */
    private boolean wantsWorker() {
        boolean wanted = pending.size() > places.startingSlots() || plan.phase().takes() && places.manned() < manned;
        return wanted && places.occupiedSlots() < gate.limit();
    }

    private boolean maySpawn(long now) {
        return breaker.closed() || breaker.lets(places.anyStarting(), now);
    }

    private void dispatchFreely(long now) {
        int ready = 0;
        for (WorkerPlace place : places.taking()) {
            WorkerProcess process = place.current();
            if (process != null && process.takesTasks()) {
                ready++;
                sender.send(process, Math.min(process.slots - process.inFlight.size(), places.room()), now);
            }
        }
        if (ready > 0 && !pending.isEmpty() && places.room() == Integer.MAX_VALUE) {
            dispatchAhead((pending.size() + ready - 1) / ready, now);
        }
    }

    /** Work ahead goes out in frames worth sending, and evenly when there is little left. */
    private void dispatchAhead(int share, long now) {
        for (WorkerPlace place : places.taking()) {
            WorkerProcess process = place.current();
            if (process == null || !process.takesTasks()) {
                continue;
            }
            int room = process.credit.room(process.inFlight);
            if (room > 0 && room * 2 >= process.credit.ahead()) {
                sender.send(process, Math.min(room, share), now);
            }
        }
    }

    /** One task to one free slot, and the next when its time has come. */
    private void dispatchSingly(long now) {
        for (WorkerPlace place : places.taking()) {
            WorkerProcess process = place.current();
            while (process != null && process.takesTasks() && process.inFlight.size() < process.slots) {
                if (pending.isEmpty() || places.room() == 0 || !gate.open(sender.inFlight(), now) || !mayStartNext()) {
                    return;
                }
                if (!process.hasRoomFor(pending.peek())) {
                    break;
                }
                sender.send(process, 1, now);
                gate.started(now);
            }
        }
    }

    /** Leave may have been given for a task that has others before it by now, even more urgent ones. */
    private boolean mayStartNext() {
        if (!gate.asks()) {
            return true;
        }
        if (gate.asked() == null) {
            gate.ask(pending.peek());
            effects.askToStart(pending.peek().spec());
        }
        if (!gate.granted()) {
            return false;
        }
        pending.bringToFront(gate.asked());
        return true;
    }

    /** Starts a worker at a vacant place. False if the place stays vacant, and nothing more is to be tried. */
    boolean spawn(WorkerPlace place, long now) {
        WorkerKey key = place.nextKey();
        boolean mayRunAhead = config.halt().why() == HaltPolicy.Why.NEVER;
        Optional<Board> board = effects.spawn(key, place.slots, place.firstSlot);
        board.ifPresent(seen ->
                place.occupy(new WorkerProcess(key, place, seen, mayRunAhead, now + config.patience().startNanos())));
        return board.isPresent();
    }

    /** When {@link #dispatch} has something to do without another event; Long.MAX_VALUE: never. */
    long nextDeadline(long now) {
        long next = pending.wakesAt();
        if (pending.isEmpty() && manned == 0 || held) {
            return next;
        }
        if (gate.paused(now)) {
            return Math.min(next, gate.pausedUntil());
        }
        next = Math.min(next, gate.opensAt(sender.inFlight(), now));
        boolean wantsSpawn = plan.phase().starts() && !congested && wantsWorker();
        if (wantsSpawn && !maySpawn(now)) {
            return Math.min(next, breaker.next(now));
        }
        for (WorkerPlace place : places.taking()) {
            if (wantsSpawn && place.current() == null && place.respawnAt() != Long.MIN_VALUE) {
                next = Math.min(next, place.respawnAt());
            }
        }
        return next;
    }
}
