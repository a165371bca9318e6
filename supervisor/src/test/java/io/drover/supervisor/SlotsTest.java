package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void workersThatFitStay() {
        assertArrayEquals(new int[] {2, 1}, Slots.scaled(new int[] {2}, 3, 64));
        assertArrayEquals(new int[] {2}, Slots.scaled(new int[] {2, 1}, 2, 64));
        assertArrayEquals(new int[] {1}, Slots.scaled(new int[] {2, 1}, 1, 64));
        assertArrayEquals(new int[] {64, 64, 2}, Slots.scaled(new int[] {}, 130, 64));
        assertArrayEquals(new int[] {1, 1, 1}, Slots.scaled(new int[] {1}, 3, 1));
    }
}
