package io.drover.serve;

/**
 * The place of a task among those that wait, the lowest first: the time from which it waits, and for each step of its priority a day
 * earlier. So a higher priority goes before a lower one, but for what has waited a day longer for each step between them: nothing
 * starves, and nobody has to rank a million tasks again as time goes by.
 */
final class Rank {
    static final long STEP_MICROS = 24L * 60 * 60 * 1_000_000;
    static final int MOST_PRIORITY = 1_000_000;
    private static final long MINUTE_MICROS = 60_000_000;

    private Rank() {}

    /** @param sinceMicros from when it waits, since 1970 */
    static long of(long sinceMicros, int priority) {
        return sinceMicros - priority * STEP_MICROS;
    }

    /** The same for a crew, whose highest number is first: to the minute, for which it has room. */
    static int priority(long rank) {
        return (int) -Math.floorDiv(rank, MINUTE_MICROS);
    }
}
