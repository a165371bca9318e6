package io.drover.supervisor.core;

/**
 * A file that is written before each attempt at a command.
 *
 * @param path replaced if it is there
 * @param temporary whether it goes when the attempt has ended
 */
public record TaskFile(SlotText path, SlotText content, boolean temporary) {

    public io.drover.proto.TaskFile message() {
        return io.drover.proto.TaskFile.newBuilder()
                .setPath(path.message())
                .setContent(content.message())
                .setTemporary(temporary)
                .build();
    }

    long heldBytes() {
        return path.text().length + content.text().length;
    }

    TaskFile forSlot(int slot) {
        return new TaskFile(path.forSlot(slot), content.forSlot(slot), temporary);
    }
}
