package io.drover.supervisor.core;

/**
 * Where each attempt at a command runs. It is made if it is missing.
 *
 * @param path absolute, unless nothing was left of it
 * @param temporary whether it goes, with all that is in it, when the attempt has ended
 */
public record TaskDirectory(SlotText path, boolean temporary) {

    TaskDirectory forSlot(int slot) {
        return new TaskDirectory(path.forSlot(slot), temporary);
    }
}
