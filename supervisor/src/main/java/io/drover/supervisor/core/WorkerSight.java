package io.drover.supervisor.core;

/**
 * What can be seen of a worker process.
 *
 * @param slots how many tasks it runs at a time
 * @param tasks how many it has, running or waiting
 */
public record WorkerSight(WorkerKey worker, Life life, int slots, int tasks) {

    /** How far it is. */
    public enum Life {
        STARTING,
        /** It gets tasks. */
        READY,
        /** It gets no more, and ends. */
        LEAVING
    }

    static WorkerSight of(WorkerPlace place) {
        WorkerProcess process = place.current();
        Life life = place.starting() ? Life.STARTING : place.ready() && place.takesTasks() ? Life.READY : Life.LEAVING;
        return new WorkerSight(process.key, life, process.slots, process.inFlight.size());
    }
}
