package io.drover.supervisor.core;

import io.drover.posix.ExitStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the core knows of one worker process. */
final class WorkerProcess {
    /** The states of a worker process, in the order in which it can have them. */
    enum State {
        /** Spawned, not ready yet. */
        STARTING,
        READY,
        /** A thread dump was asked for; TERM follows. */
        DUMPING,
        /** TERM was sent; KILL follows. */
        ENDING,
        /** Told that no more tasks come. */
        FINISHING,
        /** Dead; results that it sent may still arrive. */
        SETTLING
    }

    /** In place of an attempt: the process with all that it runs. */
    static final long WHOLE = 0;

    final WorkerKey key;
    final int slots;
    /** The number of its first slot in the crew, from 1. */
    final int firstSlot;
    final Board board;
    final InFlight inFlight = new InFlight();
    final CreditLedger credit;

    private State state = State.STARTING;
    /** When the state is over if nothing else happens; Long.MAX_VALUE: never. */
    private long until;
    /** How often somebody has looked for its thread dump. */
    private int looks;
    private int epoch;
    /** What has not started was asked back, and the answer is not here. */
    private boolean recalling;
    private long lastProgress;
    private long readySince;
    private Departure departure = Departure.NONE;
    private boolean farewell;
    private boolean gaveResults;
    /** Null while it lives. */
    private ExitReason exit;
    /** Attempts that are ended, by the worker or with it. */
    private final Map<Long, Ending> ending = new HashMap<>();
    /** What is stopped for a time: attempts, or {@link #WHOLE}. */
    private final Set<Long> suspended = new HashSet<>();
    /** When what was stopped went on. */
    private final Map<Long, Long> awakeSince = new HashMap<>();

    WorkerProcess(WorkerKey key, WorkerPlace place, Board board, boolean mayRunAhead, long startLimit) {
        this.key = key;
        this.slots = place.slots;
        this.firstSlot = place.firstSlot;
        this.board = board;
        this.credit = new CreditLedger(slots, mayRunAhead);
        this.until = startLimit;
    }

    State state() {
        return state;
    }

    boolean ready() {
        return state == State.READY;
    }

    long until() {
        return until;
    }

    int epoch() {
        return epoch;
    }

    long lastProgress() {
        return lastProgress;
    }

    long readySince() {
        return readySince;
    }

    void becomeReady(long now) {
        state = State.READY;
        readySince = now;
        lastProgress = now;
        until = Long.MAX_VALUE;
    }

    void move(State next, long nextUntil) {
        state = next;
        until = nextUntil;
    }

    void extend(long nextUntil) {
        until = nextUntil;
    }

    int countLook() {
        return ++looks;
    }

    void progressed(long now) {
        lastProgress = now;
    }

    /** Whether it has memory for {@code task} beside what it has. One that is too large for it is refused there. */
    boolean hasRoomFor(TaskState task) {
        return inFlight.isEmpty() || inFlight.sentBytes() + task.sentBytes() <= board.room();
    }

    /** It can be sent tasks. */
    boolean takesTasks() {
        return ready() && !recalling;
    }

    /** What has not started is asked back; false if it has been before, and somebody can still answer. */
    boolean beginRecall() {
        boolean begins = !recalling || exit != null;
        recalling = true;
        return begins;
    }

    boolean recalling() {
        return recalling;
    }

    boolean awaitsRecall(int ofEpoch) {
        return recalling && ofEpoch == epoch;
    }

    /** Takes back what has not started; but see {@link ExitReason#diedForNothing}. */
    List<TaskState> endRecall(long started) {
        recalling = false;
        epoch++;
        List<TaskState> recalled = inFlight.takeAfter(started);
        if (exit != null && exit.diedForNothing() && inFlight.isEmpty() && !recalled.isEmpty()) {
            inFlight.add(recalled.remove(0));
        }
        return recalled;
    }

    long unstarted() {
        return Math.max(0, inFlight.next() - 1 - board.started());
    }

    /** These attempts ran out of time and end with the process. */
    void timedOut(Set<Long> sequences) {
        depart(Departure.TIMED_OUT);
        sequences.forEach(sequence -> end(sequence, Ending.TIMED_OUT));
    }

    void end(long sequence, Ending why) {
        ending.put(sequence, why);
    }

    boolean isEnding(long sequence) {
        return ending.containsKey(sequence);
    }

    /** Null when nobody told it to end. */
    Ending ending(long sequence) {
        return ending.isEmpty() ? null : ending.get(sequence);
    }

    boolean suspended(long unit) {
        return suspended.contains(unit);
    }

    void suspend(long unit, boolean suspend, long now) {
        if (suspend) {
            suspended.add(unit);
        } else if (suspended.remove(unit)) {
            awakeSince.put(unit, now);
        }
    }

    boolean asleep(long sequence) {
        return suspended.contains(sequence) || suspended.contains(WHOLE);
    }

    /** Since when {@code unit} has gone on; Long.MIN_VALUE: it was never stopped. */
    long awakeSince(long unit) {
        return Math.max(
                awakeSince.getOrDefault(unit, Long.MIN_VALUE), awakeSince.getOrDefault(WHOLE, Long.MIN_VALUE));
    }

    /** The attempt is over; its number is never used again. */
    TaskState take(long sequence) {
        // Mostly there is nothing to forget, and to look for it would make the number an object.
        if (!ending.isEmpty()) {
            ending.remove(sequence);
        }
        if (!suspended.isEmpty()) {
            suspended.remove(sequence);
        }
        if (!awakeSince.isEmpty()) {
            awakeSince.remove(sequence);
        }
        return inFlight.take(sequence);
    }

    /** We let it go. */
    void depart(Departure why) {
        departure = departure.and(why);
    }

    /** All that it started has ended, and all that it sent has arrived. */
    void saysFarewell() {
        farewell = true;
    }

    /** It is as good as gone: KILL was sent, and nothing is asked of it any more. */
    boolean leaving() {
        return farewell || departure.makesRoom();
    }

    /** It was sent TERM: attempts that end from now on may have ended by that. */
    boolean interrupted() {
        return (exit == null ? state : exit.during()) == State.ENDING;
    }

    void gaveResult() {
        gaveResults = true;
    }

    ExitReason exited(ExitStatus status, String lastWords) {
        exit = new ExitReason(status, departure, farewell, state, gaveResults, lastWords);
        return exit;
    }

    /** How it ended; null while it lives. */
    ExitReason exit() {
        return exit;
    }

    /** Whether an attempt that it leaves behind pays for its death. */
    boolean charges(long sequence) {
        return exit.charges(slotRunning(sequence) >= 0);
    }

    /**
     * A worker that dies by itself over nothing that runs has died of what it got: without a charge to somebody, workers
     * would be spawned for it for ever. Zero when there is nobody to suspect.
     *
     * @param startedToo what has started may be the cause though it does not run any more: its result died, and it is to run again
     */
    long suspect(boolean startedToo) {
        List<Long> held = inFlight.sequences();
        if (!exit.diedForNothing() || held.isEmpty() || held.stream().anyMatch(this::charges)) {
            return 0;
        }
        long first = held.get(0);
        return startedToo || first > board.started() ? first : 0;
    }

    /** What has run out of time and still runs, by the number of its slot in the crew. */
    Map<Integer, TaskSpec> late() {
        Map<Integer, TaskSpec> late = new HashMap<>();
        ending.forEach((sequence, why) -> {
            int slot = slotRunning(sequence);
            if (why == Ending.TIMED_OUT && slot >= 0 && inFlight.contains(sequence)) {
                late.put(firstSlot + slot, inFlight.get(sequence).spec());
            }
        });
        return late;
    }

    boolean allSlotsRun() {
        return slotRunning(0) < 0;
    }

    /** The slot (from 0) that runs {@code sequence}; -1 if none does. */
    int slotRunning(long sequence) {
        for (int slot = 0; slot < slots; slot++) {
            if (board.running(slot) == sequence) {
                return slot;
            }
        }
        return -1;
    }
}
