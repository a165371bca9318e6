package io.drover.supervisor.core;

import java.util.List;

/**
 * What a run knows of a task besides what it does.
 *
 * @param tag what {@code --tag} or {@code --tagstring} puts before each line of output; null when there is none
 * @param tagSlots where in the tag the slot number goes; null when nowhere
 * @param arguments the input values the payload was made of, for records; null where nobody asked for them
 */
public record Label(long number, byte[] tag, List<SlotPlace> tagSlots, byte[][] arguments) implements Origin {
    static Label of(TaskSpec task) {
        return task.origin() instanceof Label label ? label : new Label(task.number(), task.tag(), null, task.arguments());
    }

    @Override
    public Origin forSlot(int slot) {
        return tagSlots == null ? this : new Label(number, new SlotText(tag, tagSlots).filled(slot), null, arguments);
    }
}
