package io.drover.worker.command;

import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.TaskQueue;

/**
 * What all slots of a worker use whose tasks are done by processes.
 *
 * @param idleInput what a command reads that has no input of its own
 * @param terminal null where commands have none
 */
public record SlotTools(
        WorkerSetup setup,
        CommandEnvironment environment,
        CommandGroups groups,
        Scoreboard scoreboard,
        TaskQueue queue,
        SinkPort sink,
        int idleInput,
        TerminalTurns terminal) {

    /** A kind of slots. */
    public interface Maker {
        /** @param index from 0 */
        ProcessSlot slot(int index, SlotTools tools);
    }

    /** The number of a slot, as people see it. */
    public int number(int index) {
        return setup.getFirstSlot() + index;
    }
}
