package io.drover.supervisor;

import java.util.Arrays;

/** How the slots of a crew are spread over its workers. */
public final class Slots {
    private Slots() {}

    /** A copy, which nobody can change any more. */
    static int[] checked(int[] slots) {
        if (slots.length == 0 || Arrays.stream(slots).anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("a crew has a worker, and a worker a slot, at least; not " + Arrays.toString(slots));
        }
        return slots.clone();
    }

    /**
     * So many, as evenly as can be.
     *
     * @param workers at least one
     * @param all slots of the crew
     * @return for each worker, how many it has
     */
    public static int[] spread(int workers, int all) {
        int[] slots = new int[workers];
        for (int i = 0; i < all; i++) {
            slots[i % workers]++;
        }
        return slots;
    }
}
