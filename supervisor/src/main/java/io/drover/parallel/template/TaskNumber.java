package io.drover.parallel.template;

/**
 * Which task of how many.
 *
 * @param id from 1
 * @param total how many tasks the run has; 0 when the template does not ask and nobody has counted
 * @param slots how many slots there may be; the task will run in any of them
 * @param slot the one that it is composed for, where a part of it is made for each
 */
public record TaskNumber(long id, long total, int slots, int slot) {

    public TaskNumber(long id, long total, int slots) {
        this(id, total, slots, 1);
    }

    TaskNumber in(int newSlot) {
        return new TaskNumber(id, total, slots, newSlot);
    }
}
