package io.drover.supervisor.core;

/**
 * What the core needs to know of a run.
 *
 * @param slots for each worker place, how many tasks it runs at a time
 * @param nature what kind of work the tasks are
 * @param terms what each of them is owed
 * @param patience how long workers are waited for
 * @param pacing how fast tasks may start
 * @param halt when the run ends early
 * @param endures whether it goes on where workers cannot start, and tries again
 */
public record SupervisionConfig(
        int[] slots, Nature nature, Terms terms, Patience patience, Pacing pacing, HaltPolicy halt, boolean endures) {}
