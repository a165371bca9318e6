package io.drover.supervisor.core;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;

/**
 * One task as its face made it: what the worker is to run.
 *
 * <p>Texts are bytes, never decoded, so that invalid UTF-8 passes through. Immutable by agreement: nobody writes to
 * the arrays.
 *
 * @param id no other task of its crew has this one
 * @param payload a composed command line, or the input of a Java task; a large one may be in many pieces
 * @param slots where in the payload the slot number goes, ascending; null when nowhere (the usual case)
 * @param input what the command reads; null for {@code /dev/null} on its standard input
 * @param terms what it is owed; null for what all of its crew are
 * @param surroundings what each attempt finds
 * @param stage it starts when every task of an earlier stage has its final state; never falls from one task to the next
 * @param origin what belongs to its face; null where people know it by its id and nothing else
 */
public record TaskSpec(
        long id,
        ByteString payload,
        List<SlotPlace> slots,
        TaskInput input,
        Terms terms,
        Surroundings surroundings,
        int stage,
        Origin origin) {

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
                input,
                terms,
                Surroundings.COMMON,
                0,
                new Label(number, tag, tagSlots, arguments));
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
        this(id, payload, null, null, null, Surroundings.COMMON, 0, null);
    }

    public TaskSpec(long id, byte[] payload) {
        this(id, UnsafeByteOperations.unsafeWrap(payload));
    }

    /** The number that people know it by, from 1. Other than the id where a run leaves out what an earlier one has done. */
    public long number() {
        return origin == null ? id : origin.number();
    }

    /** What stands before each line of its output; null for nothing. */
    public byte[] tag() {
        return origin == null ? null : origin.tag();
    }

    /** The input values that the payload was made of; null where nobody asked for them. */
    public byte[][] arguments() {
        return origin == null ? null : origin.arguments();
    }

    /** The name of the stage of a flow that it is in; empty where there are none. */
    public String stageName() {
        return origin == null ? "" : origin.stageName();
    }

    /** The same task at another place in the run; the user still knows it by its number. */
    public TaskSpec withId(long newId) {
        return new TaskSpec(newId, payload, slots, input, terms, surroundings, stage, origin == null ? Label.of(this) : origin);
    }

    /** The same task under another number for the user. */
    public TaskSpec withNumber(long newNumber) {
        Label label = Label.of(this);
        return from(new Label(newNumber, label.tag(), label.tagSlots(), label.arguments()));
    }

    /** The same task with another payload. */
    public TaskSpec with(ByteString other) {
        return new TaskSpec(id, other, slots, input, terms, surroundings, stage, origin);
    }

    /** The same task with what belongs to another face. */
    public TaskSpec from(Origin newOrigin) {
        return new TaskSpec(id, payload, slots, input, terms, surroundings, stage, newOrigin);
    }

    /** The same task on terms of its own; null for those of its crew. */
    public TaskSpec on(Terms newTerms) {
        return new TaskSpec(id, payload, slots, input, newTerms, surroundings, stage, origin);
    }

    /** The same task in other surroundings. */
    public TaskSpec in(Surroundings found) {
        return found == surroundings ? this : new TaskSpec(id, payload, slots, input, terms, found, stage, origin);
    }

    /** The same task in another stage of the run. */
    public TaskSpec inStage(int newStage) {
        return newStage == stage ? this : new TaskSpec(id, payload, slots, input, terms, surroundings, newStage, origin);
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

    /** The same task with {@code slot} filled in what belongs to its face; this one where that has no place for it. */
    public TaskSpec taggedForSlot(int slot) {
        Origin filled = origin == null ? null : origin.forSlot(slot);
        return filled == origin ? this : from(filled);
    }

    /** The same task with {@code slot} wherever the slot number goes. */
    public TaskSpec forSlot(int slot) {
        ByteString filled = UnsafeByteOperations.unsafeWrap(payloadForSlot(slot));
        return new TaskSpec(id, filled, null, input, terms, surroundings.forSlot(slot), stage, origin).taggedForSlot(slot);
    }
}
