package io.drover.task;

/**
 * Where a {@link Task} lives.
 *
 * @param worker place of the worker process among its siblings, from 0
 * @param generation how many processes have had this place, from 1: more than 1 means that an earlier one died
 * @param slot the slot this instance serves, from 1, unique in the run
 */
public record WorkerContext(int worker, int generation, int slot) {}
