package io.drover.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.PlainTasks;
import java.util.Arrays;

/** Collects tasks for one {@link PlainTasks}. */
public final class TaskColumns {
    /** A larger payload makes a message of its own cheap. */
    public static final int MAX_PAYLOAD = 1024;

    private final PlainTasks.Builder columns = PlainTasks.newBuilder();
    private byte[] payloads = new byte[2 * MAX_PAYLOAD];
    private int length;
    private long lastId;

    /** @param payload of at most {@link #MAX_PAYLOAD} bytes */
    public void add(long id, ByteString payload) {
        columns.addId(id - lastId);
        columns.addLength(payload.size());
        if (payloads.length - length < MAX_PAYLOAD) {
            payloads = Arrays.copyOf(payloads, payloads.length * 2);
        }
        payload.copyTo(payloads, length);
        length += payload.size();
        lastId = id;
    }

    public boolean isEmpty() {
        return columns.getIdCount() == 0;
    }

    /** All that was added, and nothing will be any more. */
    public PlainTasks build() {
        return columns.setPayload(UnsafeByteOperations.unsafeWrap(payloads, 0, length)).build();
    }
}
