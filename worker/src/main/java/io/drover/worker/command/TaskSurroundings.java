package io.drover.worker.command;

import com.google.protobuf.ByteString;
import io.drover.posix.Descriptors;
import io.drover.posix.Directories;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import io.drover.proto.SlotPlace;
import io.drover.proto.SlotText;
import io.drover.proto.TaskFile;
import io.drover.proto.TaskRequest;
import io.drover.wire.SlotForm;
import java.util.ArrayList;
import java.util.List;

/** What one attempt of a command finds when it starts: files that are written, its directory, and variables of its own. */
final class TaskSurroundings {
    /** Nothing of its own. */
    static final TaskSurroundings COMMON = new TaskSurroundings(TaskRequest.getDefaultInstance(), 0);

    private final List<TaskFile> files;
    /** Null where all commands run in the same one. */
    private final byte[] directory;
    private final boolean temporary;
    private final List<byte[]> environment;
    private final int slot;

    TaskSurroundings(TaskRequest task, int slot) {
        files = task.getFilesList();
        directory = task.hasDirectory() ? Directories.normalized(fill(task.getDirectory().getPath(), slot)) : null;
        temporary = task.getDirectory().getTemporary();
        environment = arrays(task.getEnvironmentList());
        this.slot = slot;
    }

    private static List<byte[]> arrays(List<ByteString> variables) {
        List<byte[]> arrays = new ArrayList<>(variables.size());
        for (ByteString variable : variables) {
            arrays.add(variable.toByteArray());
        }
        return arrays;
    }

    /** Each "NAME=VALUE"; empty where it has what all have. */
    List<byte[]> environment() {
        return environment;
    }

    /** Where the command runs; null for where all do. */
    byte[] directory() {
        return directory;
    }

    /** @throws PosixException that names what cannot be made */
    void make() {
        if (directory != null) {
            Directories.make(directory);
        }
        for (TaskFile file : files) {
            int descriptor = NamedFiles.overwrite(fill(file.getPath(), slot));
            try {
                Descriptors.write(descriptor, fill(file.getContent(), slot));
            } finally {
                Descriptors.close(descriptor);
            }
        }
    }

    /** The attempt has ended. */
    void remove() {
        for (TaskFile file : files) {
            if (file.getTemporary()) {
                NamedFiles.unlink(fill(file.getPath(), slot));
            }
        }
        if (temporary) {
            Directories.removeTree(directory);
        }
    }

    private static byte[] fill(SlotText text, int slot) {
        return fill(text.getText(), text.getSlotsList(), slot);
    }

    /** {@code text} with the slot number where it goes. */
    static byte[] fill(ByteString text, List<SlotPlace> places, int slot) {
        if (places.isEmpty()) {
            return text.toByteArray();
        }
        ByteString filled = ByteString.EMPTY;
        int from = 0;
        for (SlotPlace place : places) {
            filled = filled.concat(text.substring(from, place.getOffset())).concat(SlotForm.read(place).of(slot));
            from = place.getOffset();
        }
        return filled.concat(text.substring(from)).toByteArray();
    }
}
