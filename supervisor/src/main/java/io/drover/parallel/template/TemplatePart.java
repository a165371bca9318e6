package io.drover.parallel.template;

import io.drover.wire.SlotForm;
import java.util.function.Function;

/** A piece of a template: fixed text, or what is put in for each task. */
public sealed interface TemplatePart {

    record Literal(byte[] bytes) implements TemplatePart {}

    /**
     * One of the task's values, or all of them.
     *
     * @param position from 1, or from -1 backwards from the last; 0 for all
     * @param quoted whether the value is quoted for the shell, where the template quotes values at all
     */
    record Value(int position, Transform transform, boolean quoted) implements TemplatePart {

        /** The one this part stands for; null when the task has no such value. */
        byte[] of(byte[][] arguments) {
            int index = position > 0 ? position - 1 : position + arguments.length;
            // One more round for a position before the first value, as GNU parallel has it.
            index = index < 0 ? index + arguments.length : index;
            return index >= 0 && index < arguments.length ? arguments[index] : null;
        }
    }

    /** A text that depends on the task's number and not on its values. */
    record Numbered(Function<TaskNumber, byte[]> text, boolean needsTotal, boolean needsSlot) implements TemplatePart {

        Numbered(Function<TaskNumber, byte[]> text, boolean needsTotal) {
            this(text, needsTotal, false);
        }
    }

    /** What is made of the number of the slot the task will run in, which is not known yet. */
    record Slot(SlotForm form) implements TemplatePart {
        /** The number itself. */
        static final Slot NUMBER = new Slot(SlotForm.NUMBER);
    }
}
