package io.drover.supervisor.core;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;

/**
 * One task as the input made it: what the worker is to run.
 *
 * <p>Texts are bytes, never decoded, so that invalid UTF-8 passes through. Immutable by agreement: nobody writes to
 * the arrays.
 *
 * @param id the task's number in this run, from 1, without gaps in the order in which tasks are handed out
 * @param payload a composed command line, or the input of a Java task; a large one may be in many pieces
 * @param slotOffsets where in the payload the slot number goes, ascending; null when nowhere (the usual case)
 * @param tag what {@code --tag} or {@code --tagstring} puts before each line of output; null when there is none
 * @param input what the command reads; null for {@code /dev/null} on its standard input
 * @param arguments the input values the payload was made of, for records; null where nobody asked for them
 * @param number the task's number for the user, from 1: its place in the input. Other than the id where a run leaves
 *     out what an earlier one has done
 * @param tagSlotOffsets where in the tag the slot number goes; null when nowhere
 * @param attempts how often it is started at most if it fails, 0 for until it succeeds; null for what the run says
 */
public record TaskSpec(
        long id,
        ByteString payload,
        int[] slotOffsets,
        byte[] tag,
        TaskInput input,
        byte[][] arguments,
        long number,
        int[] tagSlotOffsets,
        Integer attempts) {

    public TaskSpec(
            long id,
            byte[] payload,
            int[] slotOffsets,
            byte[] tag,
            TaskInput input,
            byte[][] arguments,
            long number,
            int[] tagSlotOffsets,
            Integer attempts) {
        this(
                id,
                UnsafeByteOperations.unsafeWrap(payload),
                slotOffsets,
                tag,
                input,
                arguments,
                number,
                tagSlotOffsets,
                attempts);
    }

    public TaskSpec(
            long id,
            byte[] payload,
            int[] slotOffsets,
            byte[] tag,
            TaskInput input,
            byte[][] arguments,
            long number) {
        this(id, payload, slotOffsets, tag, input, arguments, number, null, null);
    }

    public TaskSpec(long id, byte[] payload, int[] slotOffsets, byte[] tag, TaskInput input, byte[][] arguments) {
        this(id, payload, slotOffsets, tag, input, arguments, id);
    }

    public TaskSpec(long id, ByteString payload) {
        this(id, payload, null, null, null, null, id, null, null);
    }

    public TaskSpec(long id, byte[] payload) {
        this(id, payload, null, null, null, null);
    }

    /** The same task at another place in the run; the user still knows it by its number. */
    public TaskSpec withId(long newId) {
        return new TaskSpec(newId, payload, slotOffsets, tag, input, arguments, number, tagSlotOffsets, attempts);
    }

    /** The same task under another number for the user. */
    public TaskSpec withNumber(long newNumber) {
        return new TaskSpec(id, payload, slotOffsets, tag, input, arguments, newNumber, tagSlotOffsets, attempts);
    }

    /** What it holds of our memory. */
    public long heldBytes() {
        return payload.size() + (input == null ? 0 : input.heldBytes());
    }

    /** It has its final state, or will not be run: what was kept for its attempts can go. */
    public void free() {
        if (input != null) {
            input.free();
        }
    }

    /** The payload with {@code slot} filled in. */
    public byte[] payloadForSlot(int slot) {
        return filled(payload.toByteArray(), slotOffsets, slot);
    }

    /** The same task with {@code slot} filled in its tag; this one where the tag has no place for it. */
    public TaskSpec taggedForSlot(int slot) {
        if (tagSlotOffsets == null) {
            return this;
        }
        return new TaskSpec(
                id, payload, slotOffsets, filled(tag, tagSlotOffsets, slot), input, arguments, number, null, attempts);
    }

    /** The same task with {@code slot} wherever the slot number goes. */
    public TaskSpec forSlot(int slot) {
        TaskSpec tagged = taggedForSlot(slot);
        return new TaskSpec(id, payloadForSlot(slot), null, tagged.tag, input, arguments, number, null, attempts);
    }

    private static byte[] filled(byte[] text, int[] offsets, int slot) {
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
}
