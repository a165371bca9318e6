package io.drover.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import io.drover.supervisor.core.TaskSpec;
import java.util.List;

/** A task's own directory as the journal keeps it: as the message that workers get, with the places of the slot number. */
final class StoredDirectory {
    private StoredDirectory() {}

    /** Null where the task has none of its own. */
    static byte[] of(TaskSpec task) {
        TaskDirectory directory = task.surroundings().directory();
        return directory == null ? null : directory.message().toByteArray();
    }

    static Surroundings surroundings(byte[] stored) {
        return stored == null ? Surroundings.COMMON : new Surroundings(List.of(), TaskDirectory.read(parse(stored)));
    }

    /** Whether each run gives the task another one. */
    static boolean isTemporary(byte[] stored) {
        return parse(stored).getTemporary();
    }

    private static io.drover.proto.TaskDirectory parse(byte[] stored) {
        try {
            return io.drover.proto.TaskDirectory.parseFrom(stored);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the journal was changed by others", e);
        }
    }
}
