package io.drover.supervisor.core;

/**
 * A task that has a slot.
 *
 * @param slot from 1
 * @param worker the place of its worker
 * @param runNanos for how long it has run
 */
public record RunningTask(TaskSpec task, int slot, int worker, long runNanos) {}
