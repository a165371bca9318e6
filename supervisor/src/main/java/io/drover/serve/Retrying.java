package io.drover.serve;

import java.util.random.RandomGenerator;

/**
 * How often a task is tried, and when again.
 *
 * @param most attempts in all; 0: until it is ok
 * @param firstMicros it waits so long after the first failure, and twice as long after each other one; 0: not at all
 * @param mostMicros but never longer than this
 */
record Retrying(int most, long firstMicros, long mostMicros) {
    /** Of the pause at least; the rest is chance, so that what has failed together does not come again together. */
    private static final double LEAST = 0.5;

    /** Whether another attempt follows so many. */
    boolean allows(int attempts) {
        return most == 0 || attempts < most;
    }

    /** How long it waits after so many attempts, from 1. */
    long pauseMicros(int attempts, RandomGenerator random) {
        double longest = Math.min(mostMicros, firstMicros * Math.pow(2, attempts - 1));
        return Math.round(longest * (LEAST + (1 - LEAST) * random.nextDouble()));
    }
}
