package io.drover.wire;

import com.google.protobuf.ByteString;
import io.drover.proto.SlotPlace;
import java.util.List;

/** What a text has in the place of the slot number. */
public sealed interface SlotForm {
    /** The number itself. */
    SlotForm NUMBER = new Calculated(0, 0, 0);

    ByteString of(int slot);

    /** Adds this to the message. */
    void write(SlotPlace.Builder place);

    static SlotForm read(SlotPlace place) {
        return place.getTextsCount() > 0
                ? new Chosen(place.getTextsList())
                : new Calculated(place.getBefore(), place.getModulo(), place.getAfter());
    }

    /**
     * {@code (slot + before) % modulo + after}.
     *
     * @param modulo 0: nothing is divided
     */
    record Calculated(int before, int modulo, int after) implements SlotForm {
        @Override
        public ByteString of(int slot) {
            long number = (long) slot + before;
            return ByteString.copyFromUtf8(Long.toString((modulo == 0 ? number : Math.floorMod(number, (long) modulo)) + after));
        }

        @Override
        public void write(SlotPlace.Builder place) {
            place.setBefore(before).setModulo(modulo).setAfter(after);
        }
    }

    /**
     * A text for each slot.
     *
     * @param texts those of the slots from 1; the last one is that of all after it, too
     */
    record Chosen(List<ByteString> texts) implements SlotForm {
        @Override
        public ByteString of(int slot) {
            return texts.get(Math.min(slot, texts.size()) - 1);
        }

        @Override
        public void write(SlotPlace.Builder place) {
            place.addAllTexts(texts);
        }
    }
}
