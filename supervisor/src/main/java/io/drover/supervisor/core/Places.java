package io.drover.supervisor.core;

import io.drover.supervisor.core.WorkerProcess.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/** All places for workers, and what they run. */
final class Places implements Iterable<WorkerPlace> {
    private final List<WorkerPlace> places = new ArrayList<>();

    Places(int[] slots, RandomGenerator jitter) {
        for (int i = 0; i < slots.length; i++) {
            places.add(new WorkerPlace(i, slots[i], new RestartPolicy(jitter)));
        }
    }

    /** A running attempt; times are on the clock of the events. */
    record Running(WorkerProcess process, int slot, long sequence, TaskState task) {}

    @Override
    public Iterator<WorkerPlace> iterator() {
        return places.iterator();
    }

    WorkerPlace first() {
        return places.get(0);
    }

    WorkerPlace of(WorkerKey key) {
        return places.get(key.place());
    }

    /** Null when there is no such worker, or not any more. */
    WorkerProcess find(WorkerKey key) {
        return key.place() < places.size() ? of(key).find(key.generation()) : null;
    }

    boolean anyReady() {
        return places.stream().anyMatch(place -> !place.vacant() && place.current().ready());
    }

    /** No process is left, and none that is dead can still be heard of. */
    boolean idle() {
        return places.stream().allMatch(place -> place.vacant() && place.settling.isEmpty());
    }

    /** The number of the first slot of that worker, from 1. */
    int firstSlot(WorkerKey key) {
        return 1 + places.stream().limit(key.place()).mapToInt(place -> place.slots).sum();
    }

    int startingSlots() {
        return places.stream()
                .filter(place -> !place.vacant() && place.current().state() == State.STARTING)
                .mapToInt(place -> place.slots)
                .sum();
    }

    int occupiedSlots() {
        return places.stream().filter(place -> !place.vacant()).mapToInt(place -> place.slots).sum();
    }

    /** What runs, the oldest first: by the numbers of the tasks, as GNU parallel counts age. */
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
        running.sort(Comparator.comparingLong(attempt -> attempt.task().spec().id()));
        return running;
    }
}
