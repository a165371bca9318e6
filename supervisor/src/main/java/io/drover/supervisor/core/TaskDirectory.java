package io.drover.supervisor.core;

/**
 * Where each attempt at a command runs. It is made if it is missing.
 *
 * @param path absolute, unless nothing was left of it
 * @param temporary whether it goes, with all that is in it, when the attempt has ended
 */
public record TaskDirectory(SlotText path, boolean temporary) {

    public static TaskDirectory read(io.drover.proto.TaskDirectory message) {
        return new TaskDirectory(SlotText.read(message.getPath()), message.getTemporary());
    }

    public io.drover.proto.TaskDirectory message() {
        return io.drover.proto.TaskDirectory.newBuilder()
                .setPath(path.message())
                .setTemporary(temporary)
                .build();
    }

    TaskDirectory forSlot(int slot) {
        return new TaskDirectory(path.forSlot(slot), temporary);
    }
}
