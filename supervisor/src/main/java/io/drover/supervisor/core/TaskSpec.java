package io.drover.supervisor.core;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;

/**
 * One task as the input made it: what the worker is to run.
 *
 * <p>Texts are bytes, never decoded, so that invalid UTF-8 passes through. Immutable by agreement: nobody writes to
 * the arrays.
 *
 * @param id the task's number in this run, from 1, without gaps in the order in which tasks are handed out
 * @param payload a composed command line, or the input of a Java task; a large one may be in many pieces
 * @param slots where in the payload the slot number goes, ascending; null when nowhere (the usual case)
 * @param tag what {@code --tag} or {@code --tagstring} puts before each line of output; null when there is none
 * @param input what the command reads; null for {@code /dev/null} on its standard input
 * @param arguments the input values the payload was made of, for records; null where nobody asked for them
 * @param number the task's number for the user, from 1: its place in the input. Other than the id where a run leaves
 *     out what an earlier one has done
 * @param tagSlots where in the tag the slot number goes; null when nowhere
 * @param terms what it is owed; null for what all of its crew are
 * @param surroundings what each attempt finds
 * @param stage it starts when every task of an earlier stage has its final state; never falls from one task to the next
 */
public record TaskSpec(
        long id,
        ByteString payload,
        List<SlotPlace> slots,
        byte[] tag,
        TaskInput input,
        byte[][] arguments,
        long number,
        List<SlotPlace> tagSlots,
        Terms terms,
        Surroundings surroundings,
        int stage) {

    public TaskSpec(
            long id,
            byte[] payload,
            List<SlotPlace> slots,
            byte[] tag,
            TaskInput input,
            byte[][] arguments,
            long number,
            List<SlotPlace> tagSlots,
            Terms terms) {
        this(
                id,
                UnsafeByteOperations.unsafeWrap(payload),
                slots,
                tag,
                input,
                arguments,
                number,
                tagSlots,
                terms,
                Surroundings.COMMON,
                0);
    }

    public TaskSpec(
            long id,
            byte[] payload,
            List<SlotPlace> slots,
            byte[] tag,
            TaskInput input,
            byte[][] arguments,
            long number) {
        this(id, payload, slots, tag, input, arguments, number, null, null);
    }

    public TaskSpec(long id, byte[] payload, List<SlotPlace> slots, byte[] tag, TaskInput input, byte[][] arguments) {
        this(id, payload, slots, tag, input, arguments, id);
    }

    public TaskSpec(long id, ByteString payload) {
        this(id, payload, null, null, null, null, id, null, null, Surroundings.COMMON, 0);
    }

    public TaskSpec(long id, byte[] payload) {
        this(id, payload, null, null, null, null);
    }

    /** The same task at another place in the run; the user still knows it by its number. */
    public TaskSpec withId(long newId) {
        return new TaskSpec(
                newId, payload, slots, tag, input, arguments, number, tagSlots, terms, surroundings, stage);
    }

    /** The same task under another number for the user. */
    public TaskSpec withNumber(long newNumber) {
        return new TaskSpec(
                id, payload, slots, tag, input, arguments, newNumber, tagSlots, terms, surroundings, stage);
    }

    /** The same task on terms of its own; null for those of its crew. */
    public TaskSpec on(Terms newTerms) {
        return new TaskSpec(
                id, payload, slots, tag, input, arguments, number, tagSlots, newTerms, surroundings, stage);
    }

    /** The same task in other surroundings. */
    public TaskSpec in(Surroundings found) {
        return found == surroundings
                ? this
                : new TaskSpec(
                        id, payload, slots, tag, input, arguments, number, tagSlots, terms, found, stage);
    }

    /** The same task in another stage of the run. */
    public TaskSpec inStage(int newStage) {
        return newStage == stage
                ? this
                : new TaskSpec(
                        id, payload, slots, tag, input, arguments, number, tagSlots, terms, surroundings, newStage);
    }

    /** What it holds of our memory. */
    public long heldBytes() {
        return payload.size() + surroundings.heldBytes() + (input == null ? 0 : input.heldBytes());
    }

    /** What it takes of its worker's memory. */
    public long sentBytes() {
        return payload.size() + surroundings.heldBytes() + (input == null ? 0 : input.bytes().length);
    }

    /** It has its final state, or will not be run: what was kept for its attempts can go. */
    public void free() {
        if (input != null) {
            input.free();
        }
    }

    /** The payload with {@code slot} filled in. */
    public byte[] payloadForSlot(int slot) {
        return new SlotText(payload.toByteArray(), slots).filled(slot);
    }

    /** The same task with {@code slot} filled in its tag; this one where the tag has no place for it. */
    public TaskSpec taggedForSlot(int slot) {
        if (tagSlots == null) {
            return this;
        }
        byte[] filled = new SlotText(tag, tagSlots).filled(slot);
        return new TaskSpec(id, payload, slots, filled, input, arguments, number, null, terms, surroundings, stage);
    }

    /** The same task with {@code slot} wherever the slot number goes. */
    public TaskSpec forSlot(int slot) {
        TaskSpec tagged = taggedForSlot(slot);
        return new TaskSpec(id, payloadForSlot(slot), null, tagged.tag, input, arguments, number, null, terms)
                .in(surroundings.forSlot(slot))
                .inStage(stage);
    }
}
