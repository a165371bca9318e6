package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/** All places for workers of a crew, and what they run. */
final class Places implements Iterable<WorkerPlace> {
    private final IntSupplier numbers;
    private final RandomGenerator jitter;
    private final List<WorkerPlace> places = new ArrayList<>();
    private final Map<Integer, WorkerPlace> byNumber = new HashMap<>();
    /** Those whose workers get tasks, in their order. Never changed, but replaced. */
    private List<WorkerPlace> taking = List.of();
    private int slots;

    /** @param numbers for new places: no two of a supervisor have the same */
    Places(IntSupplier numbers, RandomGenerator jitter) {
        this.numbers = numbers;
        this.jitter = jitter;
    }

    /** A running attempt; times are on the clock of the events. */
    record Running(WorkerProcess process, int slot, long sequence, TaskState task) {}

    /** One more, with slots whose numbers nobody else has. */
    WorkerPlace add(int ofSlots) {
        WorkerPlace place = new WorkerPlace(numbers.getAsInt(), ofSlots, freeSlots(ofSlots), new RestartPolicy(jitter));
        places.add(place);
        byNumber.put(place.number, place);
        count();
        return place;
    }

    /** The lowest number from which on so many are free. */
    private int freeSlots(int wanted) {
        int first = 1;
        for (WorkerPlace place : places.stream().sorted((one, other) -> one.firstSlot - other.firstSlot).toList()) {
            if (place.firstSlot - first >= wanted) {
                return first;
            }
            first = place.firstSlot + place.slots;
        }
        return first;
    }

    /** It gets no more tasks. */
    void retire(WorkerPlace place) {
        place.retire();
        count();
    }

    boolean anyRetired() {
        return taking.size() < places.size();
    }

    /** Gives up what is retired and vacant. */
    void dropIdle() {
        if (anyRetired() && places.removeIf(Places::isGone)) {
            byNumber.values().removeIf(Places::isGone);
        }
    }

    private static boolean isGone(WorkerPlace place) {
        return !place.takesTasks() && place.idle();
    }

    private void count() {
        taking = places.stream().filter(WorkerPlace::takesTasks).toList();
        slots = taking.stream().mapToInt(place -> place.slots).sum();
    }

    @Override
    public Iterator<WorkerPlace> iterator() {
        return places.iterator();
    }

    /** Those whose workers get tasks. */
    List<WorkerPlace> taking() {
        return taking;
    }

    /** Of all whose workers get tasks. */
    int slots() {
        return slots;
    }

    /** How many tasks may start before what workers still run that leave is too much; else any number. */
    int room() {
        if (!anyRetired()) {
            return Integer.MAX_VALUE;
        }
        boolean less = false;
        int room = slots;
        for (WorkerPlace place : places) {
            boolean leavesWork = place.leavesWork(slots);
            less |= leavesWork;
            if (leavesWork || place.takesTasks() && !place.vacant()) {
                room -= place.current().inFlight.size();
            }
        }
        return less ? Math.max(0, room) : Integer.MAX_VALUE;
    }

    /** Null when there is none, or not any more. */
    WorkerPlace of(WorkerKey key) {
        return byNumber.get(key.place());
    }

    /** Null when there is no such worker, or not any more. */
    WorkerProcess find(WorkerKey key) {
        WorkerPlace place = of(key);
        return place == null ? null : place.find(key.generation());
    }

    boolean anyReady() {
        return places.stream().anyMatch(WorkerPlace::ready);
    }

    boolean anyStarting() {
        return places.stream().anyMatch(WorkerPlace::starting);
    }

    /** No process is left, and none that is dead can still be heard of. */
    boolean idle() {
        return places.stream().allMatch(WorkerPlace::idle);
    }

    // Asked in each round: no streams, which the supervisor's compiler (C1) leaves half interpreted.

    /** How many of those that get tasks have a worker. */
    int manned() {
        int manned = 0;
        for (WorkerPlace place : taking) {
            manned += place.vacant() ? 0 : 1;
        }
        return manned;
    }

    int startingSlots() {
        int starting = 0;
        for (WorkerPlace place : taking) {
            starting += place.starting() ? place.slots : 0;
        }
        return starting;
    }

    int occupiedSlots() {
        int occupied = 0;
        for (WorkerPlace place : taking) {
            occupied += place.vacant() ? 0 : place.slots;
        }
        return occupied;
    }

    /** What runs, the oldest first: by the order in which the tasks came, as GNU parallel counts age. */
    List<Running> running() {
        List<Running> running = new ArrayList<>();
        for (WorkerPlace place : places) {
            WorkerProcess process = place.current();
            for (int slot = 0; process != null && slot < process.slots; slot++) {
                long sequence = process.board.running(slot);
                TaskState task = sequence == 0 ? null : process.inFlight.get(sequence);
                if (task != null) {
                    running.add(new Running(process, slot, sequence, task));
                }
            }
        }
        running.sort((one, other) -> Long.compare(one.task().order(), other.task().order()));
        return running;
    }
}
