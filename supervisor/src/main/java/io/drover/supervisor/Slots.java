package io.drover.supervisor;

import java.util.Arrays;

/** How the slots of a crew are spread over its workers. */
final class Slots {
    private Slots() {}

    /** A copy, which nobody can change any more. */
    static int[] checked(int[] slots) {
        if (slots.length == 0 || Arrays.stream(slots).anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("a crew has a worker, and a worker a slot, at least; not " + Arrays.toString(slots));
        }
        return slots.clone();
    }
}
