package io.drover.flow;

import io.drover.supervisor.core.Origin;

/**
 * What people are told of a task that is made of an item.
 *
 * @param task what they would be without stages
 * @param number of the item: none other of the flow has it
 */
public record StageItem(Origin task, long number, String stageName) implements Origin {
    @Override
    public byte[] tag() {
        return task.tag();
    }

    @Override
    public byte[][] arguments() {
        return task.arguments();
    }

    @Override
    public Origin forSlot(int slot) {
        Origin filled = task.forSlot(slot);
        return filled == task ? this : new StageItem(filled, number, stageName);
    }
}
