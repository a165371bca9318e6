package io.drover.supervisor;

import java.time.Duration;

/**
 * When a worker has done enough and another takes over from it: for libraries that leak. It goes on until the other is ready.
 *
 * @param tasks after so many attempts; 0: never
 * @param age when it has been ready for so long; zero: never
 * @param residentBytes when it has so much memory and has run a task, also while it runs one; 0: never
 */
public record Recycling(int tasks, Duration age, long residentBytes) {
    /** A worker stays as long as it lives. */
    public static final Recycling NEVER = new Recycling(0, Duration.ZERO, 0);

    /**
     * Refuses what is less than nothing.
     *
     * @param tasks after so many attempts; 0: never
     * @param age when it has been ready for so long; zero: never
     * @param residentBytes when it has so much memory and has run a task; 0: never
     * @throws IllegalArgumentException for a negative limit
     */
    public Recycling {
        if (tasks < 0 || age.isNegative() || residentBytes < 0) {
            throw new IllegalArgumentException("a worker cannot be replaced after less than nothing");
        }
    }

    /**
     * As this, with another number of tasks.
     *
     * @param most after so many attempts; 0: never
     * @return the same otherwise
     */
    public Recycling tasks(int most) {
        return new Recycling(most, age, residentBytes);
    }

    /**
     * As this, with another age.
     *
     * @param most when it has been ready for so long; zero: never
     * @return the same otherwise
     */
    public Recycling age(Duration most) {
        return new Recycling(tasks, most, residentBytes);
    }

    /**
     * As this, with another size.
     *
     * @param most when it has so much memory and has run a task; 0: never
     * @return the same otherwise
     */
    public Recycling residentBytes(long most) {
        return new Recycling(tasks, age, most);
    }
}
