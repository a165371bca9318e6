package io.drover.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.SlotPlace;
import io.drover.supervisor.core.TaskSpec;
import io.drover.wire.SlotForm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredSlotsTest {
    private static byte[] stored(SlotPlace... places) {
        return StoredSlots.of(new TaskSpec(1, new byte[] {'x'}, List.of(places), null, null, null));
    }

    private static SlotPlace chosen(String... texts) {
        return new SlotPlace(1, new SlotForm.Chosen(Stream.of(texts).map(ByteString::copyFromUtf8).toList()));
    }

    @Test
    void placesComeBackAsTheyWere() {
        SlotPlace number = new SlotPlace(0, SlotForm.NUMBER);
        SlotPlace calculated = new SlotPlace(1, new SlotForm.Calculated(-1, 4, 10));
        for (List<SlotPlace> places : List.of(
                List.of(number), List.of(number, calculated), List.of(number, calculated, chosen("a", "b")))) {
            assertEquals(places, StoredSlots.places(stored(places.toArray(SlotPlace[]::new))));
        }
    }

    @Test
    void aTaskIsTheSameWithMoreSlots() {
        assertArrayEquals(
                StoredSlots.forAnyNumberOfSlots(stored(chosen("a"))), StoredSlots.forAnyNumberOfSlots(stored(chosen("a", "b"))));
        assertFalse(Arrays.equals(
                StoredSlots.forAnyNumberOfSlots(stored(chosen("a"))), StoredSlots.forAnyNumberOfSlots(stored(chosen("b", "b")))));
    }
}
