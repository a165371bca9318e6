package io.drover.supervisor.core;

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
    final Board board;
    final InFlight inFlight = new InFlight();
    final CreditLedger credit;

    private State state = State.STARTING;
    /** When the state is over if nothing else happens; Long.MAX_VALUE: never. */
    private long until;
    private int epoch;
    private long lastProgress;
    private long readySince;
    private boolean wasReady;
    private boolean late;
    private boolean blamed;
    private boolean interrupted;
    private boolean leaving;
    private boolean quiet;
    private boolean gaveResults;
    private boolean diedForNothing;
    private String exitReason = "";
    private final Set<Long> timedOut = new HashSet<>();
    /** Attempts that the worker was told to end. */
    private final Map<Long, Ending> ending = new HashMap<>();
    /** What is stopped for a time: attempts, or {@link #WHOLE}. */
    private final Set<Long> suspended = new HashSet<>();
    /** When what was stopped went on. */
    private final Map<Long, Long> awakeSince = new HashMap<>();

    WorkerProcess(WorkerKey key, int slots, Board board, boolean mayRunAhead, long startLimit) {
        this.key = key;
        this.slots = slots;
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

    boolean wasReady() {
        return wasReady;
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
        wasReady = true;
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

    void progressed(long now) {
        lastProgress = now;
    }

    /** Whether it has memory for {@code task} beside what it has. One that is too large for it is refused there. */
    boolean hasRoomFor(TaskState task) {
        return inFlight.isEmpty() || inFlight.sentBytes() + task.spec().sentBytes() <= board.room();
    }

    /** Takes back what has not started; but see {@link #diedForNothing}. */
    List<TaskState> recall() {
        long started = board.recall(epoch);
        epoch++;
        List<TaskState> recalled = inFlight.takeAfter(started);
        if (diedForNothing && inFlight.isEmpty() && !recalled.isEmpty()) {
            inFlight.add(recalled.remove(0));
        }
        return recalled;
    }

    long unstarted() {
        return Math.max(0, inFlight.next() - 1 - board.started());
    }

    /** The process is ended because of these attempts, which ran out of time. */
    void timedOut(Set<Long> sequences) {
        timedOut.addAll(sequences);
    }

    boolean ranOutOfTime(long sequence) {
        return timedOut.contains(sequence);
    }

    boolean endedForTimeout() {
        return !timedOut.isEmpty();
    }

    void end(long sequence, Ending why) {
        ending.put(sequence, why);
    }

    boolean isEnding(long sequence) {
        return ending.containsKey(sequence);
    }

    /** Null when nobody told it to end. */
    Ending ending(long sequence) {
        return ending.get(sequence);
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
        ending.remove(sequence);
        suspended.remove(sequence);
        awakeSince.remove(sequence);
        return inFlight.take(sequence);
    }

    /** It was not ready in time and is killed for that. */
    void tooLate() {
        late = true;
    }

    boolean late() {
        return late;
    }

    /**
     * It leaves; its death is no crash.
     *
     * @param quietly all that it has sent has arrived
     */
    void leave(boolean quietly) {
        leaving = true;
        quiet = quietly;
    }

    /** It left when all that it had sent had arrived. */
    boolean quiet() {
        return quiet;
    }

    boolean leaving() {
        return leaving;
    }

    /** The process is ended because it was silent or did not get done with its exit; what it ran is charged. */
    void blame() {
        blamed = true;
    }

    boolean blamed() {
        return blamed;
    }

    /** It was sent TERM: attempts that end from now on may have ended by that. */
    void interrupt() {
        interrupted = true;
    }

    boolean interrupted() {
        return interrupted;
    }

    void gaveResult() {
        gaveResults = true;
    }

    /** @param byItself nobody asked for it, and nobody killed it */
    void exited(String reason, boolean byItself) {
        exitReason = reason;
        diedForNothing = byItself && !gaveResults;
    }

    /** It died by itself and no task is any further for it. Of what it had, the first is suspected if nothing ran. */
    boolean diedForNothing() {
        return diedForNothing;
    }

    String exitReason() {
        return exitReason;
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
