package io.drover.worker.slot;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Gets at the array in which a payload came: each has one of its own, so it need not be copied. */
public final class PayloadArray extends ByteOutput {
    private byte[] array;

    private PayloadArray() {}

    /** All of {@code payload}, which nobody may use any more if the array is to be written to. */
    public static byte[] of(ByteString payload) {
        PayloadArray found = new PayloadArray();
        try {
            UnsafeByteOperations.unsafeWriteTo(payload, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.array != null && found.array.length == payload.size() ? found.array : payload.toByteArray();
    }

    @Override
    public void writeLazy(byte[] bytes, int offset, int length) {
        array = bytes;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public void write(byte value) {}

    @Override
    public void write(ByteBuffer bytes) {}

    @Override
    public void writeLazy(ByteBuffer bytes) {}
}
