package io.drover.worker;

/**
 * What a command line has in the place of the slot number: {@code (slot + before) % modulo + after}.
 *
 * @param modulo 0: nothing is divided
 */
public record SlotForm(int before, int modulo, int after) {
    /** The number itself. */
    public static final SlotForm NUMBER = new SlotForm(0, 0, 0);

    public long of(int slot) {
        long number = (long) slot + before;
        return (modulo == 0 ? number : Math.floorMod(number, (long) modulo)) + after;
    }
}
