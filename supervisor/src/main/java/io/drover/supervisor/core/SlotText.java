package io.drover.supervisor.core;

import java.nio.charset.StandardCharsets;

/**
 * A text with places for the number of a slot, which is known when a task starts. Immutable by agreement: nobody writes to
 * the arrays.
 *
 * @param offsets where the number goes, ascending; null when nowhere
 */
public record SlotText(byte[] text, int[] offsets) {

    /** The text with {@code slot} filled in. */
    byte[] filled(int slot) {
        if (offsets == null) {
            return text;
        }
        byte[] number = Integer.toString(slot).getBytes(StandardCharsets.US_ASCII);
        byte[] filled = new byte[text.length + number.length * offsets.length];
        int from = 0;
        int to = 0;
        for (int offset : offsets) {
            System.arraycopy(text, from, filled, to, offset - from);
            to += offset - from;
            System.arraycopy(number, 0, filled, to, number.length);
            to += number.length;
            from = offset;
        }
        System.arraycopy(text, from, filled, to, text.length - from);
        return filled;
    }

    SlotText forSlot(int slot) {
        return offsets == null ? this : new SlotText(filled(slot), null);
    }
}
