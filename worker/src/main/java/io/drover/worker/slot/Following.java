package io.drover.worker.slot;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.TaskBatch;
import io.drover.proto.TaskFailure;
import io.drover.proto.TaskInput;
import io.drover.proto.TaskRequest;
import io.drover.proto.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Payloads that are too large for the first frame of a message follow in others: this puts them in their places. */
public final class Following {
    /** How a payload is held, and what share of the memory it may take. */
    public enum Form {
        /** In the frames in which it came. Beside it there is only what the garbage collector has not found yet. */
        PIECES(2),
        /** In one array, as Java tasks need it. While it is filled all the frames may be there, too. */
        ARRAY(3);

        private final int share;

        Form(int share) {
            this.share = share;
        }
    }

    private final Supplier<byte[]> frames;
    private final Form form;
    private final long most;

    /** @param frames the next frame of the message */
    public Following(Supplier<byte[]> frames, Form form) {
        this(frames, form, Runtime.getRuntime().maxMemory() / form.share);
    }

    /** @param most what is larger is read and dropped */
    public Following(Supplier<byte[]> frames, Form form, long most) {
        this.frames = frames;
        this.form = form;
        this.most = most;
    }

    /** How many bytes of payload there may be in this process at a time. */
    public long most() {
        return most;
    }

    /** The tasks with all that was announced; where it still is, it did not fit. */
    public TaskBatch complete(TaskBatch batch) {
        TaskBatch.Builder complete = null;
        for (int i = 0; i < batch.getTasksCount(); i++) {
            TaskRequest task = batch.getTasks(i);
            if (task.getPayloadFollows() > 0 || task.getInput().getDataFollows() > 0) {
                complete = complete == null ? batch.toBuilder() : complete;
                complete.setTasks(i, complete(task));
            }
        }
        return complete == null ? batch : complete.build();
    }

    private TaskRequest complete(TaskRequest task) {
        TaskRequest.Builder complete = task.toBuilder();
        if (task.getPayloadFollows() > 0) {
            ByteString payload = read(task.getPayloadFollows());
            if (payload != null) {
                complete.setPayload(payload).clearPayloadFollows();
            }
        }
        if (task.getInput().getDataFollows() > 0) {
            ByteString data = read(task.getInput().getDataFollows());
            if (data != null) {
                TaskInput input = task.getInput();
                complete.setInput(input.toBuilder().setData(data).clearDataFollows());
            }
        }
        return complete.build();
    }

    /** Null when it is too large. */
    private ByteString read(int size) {
        if (size > most) {
            for (int done = 0; done < size; ) {
                done += frames.get().length;
            }
            return null;
        }
        return switch (form) {
            case PIECES -> pieces(size);
            case ARRAY -> array(size);
        };
    }

    private ByteString pieces(int size) {
        List<ByteString> pieces = new ArrayList<>();
        for (int done = 0; done < size; ) {
            ByteString piece = UnsafeByteOperations.unsafeWrap(frames.get());
            pieces.add(piece);
            done += piece.size();
        }
        return ByteString.copyFrom(pieces);
    }

    private ByteString array(int size) {
        byte[] payload = new byte[size];
        for (int done = 0; done < size; ) {
            byte[] frame = frames.get();
            System.arraycopy(frame, 0, payload, done, frame.length);
            done += frame.length;
        }
        return UnsafeByteOperations.unsafeWrap(payload);
    }

    /** The result of a task that is not all here: it did not fit. Empty for one that is. */
    public static Optional<TaskResult.Builder> refusal(TaskRequest task) {
        int size = Math.max(task.getPayloadFollows(), task.getInput().getDataFollows());
        if (size == 0) {
            return Optional.empty();
        }
        String message = size + " bytes do not fit into a worker's memory of " + Runtime.getRuntime().maxMemory()
                + "; -J-Xmx gives more";
        TaskFailure failure = TaskFailure.newBuilder().setClassName("input too large").setMessage(message).build();
        return Optional.of(TaskResult.newBuilder().setFailure(failure));
    }
}
