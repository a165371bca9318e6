package io.drover.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.proto.SlotText;
import io.drover.supervisor.core.SlotPlace;
import io.drover.supervisor.core.TaskSpec;
import io.drover.wire.SlotForm.Calculated;
import io.drover.wire.SlotForm.Chosen;
import io.drover.wire.SlotForm;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of the slot number in a task as the journal keeps them: offsets; or, where it is not the number alone,
 * {@link #CALCULATED} and offset, before, modulo and after of each; or, where a place has texts, {@link #CHOSEN} and
 * the message that workers get.
 */
final class StoredSlots {
    /** No offset is negative. */
    private static final int CALCULATED = -1;

    private static final int CHOSEN = -2;

    private StoredSlots() {}

    /** Null where there are none. */
    static byte[] of(TaskSpec task) {
        List<SlotPlace> places = task.slots();
        if (places == null) {
            return null;
        }
        if (places.stream().anyMatch(place -> place.form() instanceof Chosen)) {
            return chosen(places);
        }
        boolean plain = places.stream().allMatch(place -> place.form().equals(SlotForm.NUMBER));
        ByteBuffer bytes = ByteBuffer.allocate(plain ? 4 * places.size() : 4 + 16 * places.size());
        if (!plain) {
            bytes.putInt(CALCULATED);
        }
        for (SlotPlace place : places) {
            bytes.putInt(place.offset());
            if (!plain && place.form() instanceof Calculated form) {
                bytes.putInt(form.before()).putInt(form.modulo()).putInt(form.after());
            }
        }
        return bytes.array();
    }

    private static byte[] chosen(List<SlotPlace> places) {
        byte[] bytes = new io.drover.supervisor.core.SlotText(new byte[0], places).message().toByteArray();
        return ByteBuffer.allocate(4 + bytes.length).putInt(CHOSEN).put(bytes).array();
    }

    static List<SlotPlace> places(byte[] stored) {
        if (stored == null) {
            return null;
        }
        if (ByteBuffer.wrap(stored).getInt() == CHOSEN) {
            return message(stored).getSlotsList().stream().map(SlotPlace::read).toList();
        }
        IntBuffer numbers = ByteBuffer.wrap(stored).asIntBuffer();
        boolean plain = numbers.get(0) != CALCULATED;
        numbers.position(plain ? 0 : 1);
        List<SlotPlace> places = new ArrayList<>();
        while (numbers.hasRemaining()) {
            int offset = numbers.get();
            places.add(new SlotPlace(
                    offset, plain ? SlotForm.NUMBER : new Calculated(numbers.get(), numbers.get(), numbers.get())));
        }
        return places;
    }

    /** The same for runs with more or fewer slots. */
    static byte[] forAnyNumberOfSlots(byte[] stored) {
        if (ByteBuffer.wrap(stored).getInt() != CHOSEN) {
            return stored;
        }
        SlotText.Builder message = message(stored).toBuilder();
        message.getSlotsBuilderList().stream()
                .filter(place -> place.getTextsCount() > 0)
                .forEach(place -> {
                    ByteString first = place.getTexts(0);
                    place.clearTexts().addTexts(first);
                });
        return message.build().toByteArray();
    }

    private static SlotText message(byte[] stored) {
        try {
            return SlotText.parser().parseFrom(stored, 4, stored.length - 4);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the journal was changed by others", e);
        }
    }
}
