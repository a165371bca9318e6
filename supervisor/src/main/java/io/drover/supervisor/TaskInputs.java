package io.drover.supervisor;

import com.google.protobuf.UnsafeByteOperations;
import io.drover.supervisor.core.TaskInput;

/** What a task reads, on its way to the worker. */
final class TaskInputs {
    private TaskInputs() {}

    static io.drover.proto.TaskInput message(TaskInput input) {
        io.drover.proto.TaskInput.Builder message = io.drover.proto.TaskInput.newBuilder()
                .setData(UnsafeByteOperations.unsafeWrap(input.bytes()))
                .setPlace(
                        switch (input.place()) {
                            case STANDARD_INPUT -> io.drover.proto.TaskInput.Place.STANDARD_INPUT;
                            case FILE -> io.drover.proto.TaskInput.Place.FILE;
                            case FIFO -> io.drover.proto.TaskInput.Place.FIFO;
                            case STREAM -> io.drover.proto.TaskInput.Place.STREAM;
                        });
        if (input.name() != null) {
            message.setName(input.name());
        }
        if (input.range() != null) {
            message.setPath(input.range().path())
                    .setOffset(input.range().offset())
                    .setLength(input.range().length());
        }
        return message.build();
    }
}
