package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.List;

/** A numbered place for a worker: the process that has it now, those that are not settled yet, and when to respawn. */
final class WorkerPlace {
    /** How far a place has come; it only goes forward. */
    enum Standing {
        HIRED,
        /** Another place takes over when its worker is ready. */
        REPLACED,
        /** It gets no more tasks and no more workers, and is given up once it is vacant. */
        RETIRED
    }

    final int number;
    final int slots;
    /** The number of its first slot in the crew, from 1. */
    final int firstSlot;
    final RestartPolicy restarts;
    /** Dead processes whose last results may still arrive. */
    final List<WorkerProcess> settling = new ArrayList<>();

    private Standing standing = Standing.HIRED;
    /** Another place has taken over. */
    private boolean succeeded;
    /** The place that it takes over from; null: none. */
    private WorkerPlace predecessor;
    private WorkerProcess current;
    private int generation;
    private long respawnAt = Long.MIN_VALUE;
    /** Of the worker before; null: there was none. */
    private ExitReason ended;
    private long endedAt;

    WorkerPlace(int number, int slots, int firstSlot, RestartPolicy restarts) {
        this.number = number;
        this.slots = slots;
        this.firstSlot = firstSlot;
        this.restarts = restarts;
    }

    Standing standing() {
        return standing;
    }

    boolean takesTasks() {
        return standing != Standing.RETIRED;
    }

    void retire() {
        succeeded = standing == Standing.REPLACED;
        standing = Standing.RETIRED;
    }

    /**
     * What it still runs is of the slots that its crew has left: nobody has taken over, or nobody may run anything beside it.
     *
     * @param slots of the crew
     */
    boolean leavesWork(int slots) {
        return standing == Standing.RETIRED && (!succeeded || slots == 1) && current != null && current.inFlight.size() > 0;
    }

    /** It takes over from {@code other} when its worker is ready. */
    void succeed(WorkerPlace other) {
        predecessor = other;
        other.standing = Standing.REPLACED;
    }

    /** Null when it takes over from none, or has done so. */
    WorkerPlace takePredecessor() {
        WorkerPlace taken = predecessor;
        predecessor = null;
        return taken;
    }

    /** Null when vacant. */
    WorkerProcess current() {
        return current;
    }

    boolean vacant() {
        return current == null;
    }

    /** Whether this worker has the place now, rather than one before it. */
    boolean has(WorkerKey key) {
        return current != null && current.key.equals(key);
    }

    /** No process is left, and none that is dead can still be heard of. */
    boolean idle() {
        return current == null && settling.isEmpty();
    }

    boolean starting() {
        return current != null && current.state() == WorkerProcess.State.STARTING;
    }

    boolean ready() {
        return current != null && current.ready();
    }

    long respawnAt() {
        return respawnAt;
    }

    WorkerKey nextKey() {
        generation++;
        return new WorkerKey(number, generation);
    }

    void occupy(WorkerProcess process) {
        current = process;
    }

    /** The current process has died. */
    void vacate(long now, long delay) {
        ended = current.exit();
        endedAt = now;
        settling.add(current);
        current = null;
        respawnAt = now + delay;
    }

    ExitReason ended() {
        return ended;
    }

    long endedAt() {
        return endedAt;
    }

    int generation() {
        return generation;
    }

    WorkerProcess find(int wantedGeneration) {
        if (current != null && current.key.generation() == wantedGeneration) {
            return current;
        }
        for (WorkerProcess process : settling) {
            if (process.key.generation() == wantedGeneration) {
                return process;
            }
        }
        return null;
    }
}
