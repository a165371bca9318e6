package io.drover.supervisor.core;

import io.drover.wire.SlotForm;

/** Where in a text the slot number goes, and what becomes of it there. */
public record SlotPlace(int offset, SlotForm form) {

    public static SlotPlace read(io.drover.proto.SlotPlace message) {
        return new SlotPlace(message.getOffset(), SlotForm.read(message));
    }

    public io.drover.proto.SlotPlace message() {
        io.drover.proto.SlotPlace.Builder message = io.drover.proto.SlotPlace.newBuilder().setOffset(offset);
        form.write(message);
        return message.build();
    }
}
