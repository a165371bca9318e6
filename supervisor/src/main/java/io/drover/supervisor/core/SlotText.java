package io.drover.supervisor.core;

import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A text with places for the number of a slot, which is known when a task starts. Immutable by agreement: nobody writes to
 * the text.
 *
 * @param places where the number goes, ascending; null when nowhere
 */
public record SlotText(byte[] text, List<SlotPlace> places) {

    public static SlotText read(io.drover.proto.SlotText message) {
        List<SlotPlace> places = message.getSlotsList().stream().map(SlotPlace::read).toList();
        return new SlotText(message.getText().toByteArray(), places.isEmpty() ? null : places);
    }

    public io.drover.proto.SlotText message() {
        io.drover.proto.SlotText.Builder message =
                io.drover.proto.SlotText.newBuilder().setText(UnsafeByteOperations.unsafeWrap(text));
        if (places != null) {
            places.forEach(place -> message.addSlots(place.message()));
        }
        return message.build();
    }

    /** The text with {@code slot} filled in. */
    byte[] filled(int slot) {
        if (places == null) {
            return text;
        }
        ByteArrayOutputStream filled = new ByteArrayOutputStream(text.length + places.size());
        int from = 0;
        for (SlotPlace place : places) {
            filled.write(text, from, place.offset() - from);
            filled.writeBytes(place.form().of(slot).toByteArray());
            from = place.offset();
        }
        filled.write(text, from, text.length - from);
        return filled.toByteArray();
    }

    SlotText forSlot(int slot) {
        return places == null ? this : new SlotText(filled(slot), null);
    }
}
