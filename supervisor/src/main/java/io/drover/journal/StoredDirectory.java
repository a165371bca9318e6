package io.drover.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.SlotText;
import io.drover.supervisor.core.SlotPlace;
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
        if (directory == null) {
            return null;
        }
        SlotText.Builder path = SlotText.newBuilder().setText(UnsafeByteOperations.unsafeWrap(directory.path().text()));
        if (directory.path().places() != null) {
            directory.path().places().forEach(place -> path.addSlots(place.message()));
        }
        return io.drover.proto.TaskDirectory.newBuilder()
                .setPath(path)
                .setTemporary(directory.temporary())
                .build()
                .toByteArray();
    }

    static Surroundings surroundings(byte[] stored) {
        if (stored == null) {
            return Surroundings.COMMON;
        }
        io.drover.proto.TaskDirectory directory = parse(stored);
        List<SlotPlace> places = directory.getPath().getSlotsList().stream()
                .map(SlotPlace::read)
                .toList();
        byte[] path = directory.getPath().getText().toByteArray();
        return new Surroundings(
                List.of(),
                new TaskDirectory(
                        new io.drover.supervisor.core.SlotText(path, places.isEmpty() ? null : places),
                        directory.getTemporary()));
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
