package io.drover.supervisor;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.TaskBatch;
import io.drover.proto.TaskRequest;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import io.drover.supervisor.core.TaskFile;
import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.wire.TaskColumns;
import java.util.ArrayList;
import java.util.List;

/** The tasks of one message to a worker, in their order. What is too large for the message follows it. */
final class TaskRequests {
    /** A larger payload would be copied into a message for nothing. */
    private static final int LARGE = 64 << 10;

    private final TaskBatch.Builder batch;
    private final TaskColumns plain = new TaskColumns();
    private final List<ByteString> following = new ArrayList<>(0);

    TaskRequests(int epoch, long firstSequence) {
        this.batch = TaskBatch.newBuilder().setEpoch(epoch).setFirstSequence(firstSequence);
    }

    void add(TaskState task) {
        if (batch.getTasksCount() == 0 && task.attempts() == 0 && isPlain(task.spec())) {
            plain.add(task.spec().number(), task.spec().payload());
        } else {
            batch.addTasks(request(task));
        }
    }

    /** All that was added. */
    TaskBatch batch() {
        return plain.isEmpty() ? batch.build() : batch.setPlain(plain.build()).build();
    }

    /** What follows the message, in the order in which the tasks were added. */
    List<ByteString> following() {
        return following;
    }

    /** Whether the worker needs nothing but the payload. */
    private static boolean isPlain(TaskSpec spec) {
        return spec.payload().size() <= TaskColumns.MAX_PAYLOAD
                && spec.slots() == null
                && spec.input() == null
                && spec.terms() == null
                && spec.surroundings() == Surroundings.COMMON;
    }

    private TaskRequest request(TaskState task) {
        TaskSpec spec = task.spec();
        TaskRequest.Builder request = TaskRequest.newBuilder().setId(spec.number()).setAttempt(task.attempts());
        if (spec.payload().size() > LARGE) {
            request.setPayloadFollows(follow(spec.payload()));
        } else {
            request.setPayload(spec.payload());
        }
        if (spec.slots() != null) {
            spec.slots().forEach(place -> request.addSlots(place.message()));
        }
        if (spec.input() != null) {
            request.setInput(input(spec.input()));
        }
        for (TaskFile file : spec.surroundings().files()) {
            request.addFiles(file.message());
        }
        TaskDirectory directory = spec.surroundings().directory();
        if (directory != null) {
            request.setDirectory(directory.message());
        }
        spec.surroundings().environment().forEach(variable -> request.addEnvironment(UnsafeByteOperations.unsafeWrap(variable)));
        request.setStageInput(spec.surroundings().stageInput());
        if (spec.terms() != null) {
            request.setTimeoutMillis(spec.terms().timeout().toMillis());
        }
        return request.build();
    }

    private io.drover.proto.TaskInput input(TaskInput input) {
        io.drover.proto.TaskInput.Builder message = io.drover.proto.TaskInput.newBuilder()
                .setPlace(
                        switch (input.place()) {
                            case STANDARD_INPUT -> io.drover.proto.TaskInput.Place.STANDARD_INPUT;
                            case FILE -> io.drover.proto.TaskInput.Place.FILE;
                            case FIFO -> io.drover.proto.TaskInput.Place.FIFO;
                            case STREAM -> io.drover.proto.TaskInput.Place.STREAM;
                        });
        ByteString data = UnsafeByteOperations.unsafeWrap(input.bytes());
        if (data.size() > LARGE) {
            message.setDataFollows(follow(data));
        } else {
            message.setData(data);
        }
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

    private int follow(ByteString payload) {
        following.add(payload);
        return payload.size();
    }
}
