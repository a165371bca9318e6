package io.drover.supervisor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the slots of a crew are spread over its workers. */
public final class Slots {
    /** A worker that watches commands does little for each: one serves so many. */
    public static final int COMMANDS_OF_A_WORKER = 64;

    private Slots() {}

    /** A copy, which nobody can change any more. */
    static int[] checked(int[] slots) {
        if (slots.length == 0 || Arrays.stream(slots).anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("a crew has a worker, and a worker a slot, at least; not " + Arrays.toString(slots));
        }
        return slots.clone();
    }

    /**
     * So many, and as few other workers as can be.
     *
     * @param now for each worker that there is, how many it has
     * @param all slots of the crew, at least one
     * @param most slots of a worker that is added
     * @return for each worker, how many it has from now on
     */
    public static int[] scaled(int[] now, int all, int most) {
        List<Integer> slots = new ArrayList<>();
        int left = all;
        for (int of : now) {
            int kept = Math.min(of, left);
            if (kept > 0) {
                slots.add(kept);
            }
            left -= kept;
        }
        for (; left > 0; left -= most) {
            slots.add(Math.min(left, most));
        }
        return slots.stream().mapToInt(Integer::intValue).toArray();
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
