package io.drover.supervisor;

import java.time.Duration;

/**
 * How many places of a crew have a worker though there is nothing to do. A place that has none gets one when tasks wait.
 *
 * @param manned so many always, also before the first task
 * @param idle all others until they have had nothing to do for so long; zero: as long as they live
 */
public record Staffing(int manned, Duration idle) {
    /** The first worker starts at once, others when tasks wait; those that have started stay. */
    public static final Staffing USUAL = new Staffing(0, Duration.ZERO);

    /**
     * Refuses what is less than nothing.
     *
     * @param manned so many always
     * @param idle all others until they have had nothing to do for so long; zero: as long as they live
     * @throws IllegalArgumentException for a negative number or time
     */
    public Staffing {
        if (manned < 0 || idle.isNegative()) {
            throw new IllegalArgumentException("there cannot be " + manned + " workers, nor idle ones for " + idle);
        }
    }
}
