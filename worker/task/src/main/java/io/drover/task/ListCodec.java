package io.drover.task;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Values one after the other, each behind its length in four bytes.
 *
 * @param <T> the type of the values
 * @param each of the values
 */
record ListCodec<T>(Codec<T> each) implements Codec<List<T>> {
    @Override
    public byte[] encode(List<T> values) throws Exception {
        List<byte[]> parts = new ArrayList<>();
        int size = 0;
        for (T value : values == null ? List.<T>of() : values) {
            byte[] part = each.encode(value);
            parts.add(part);
            size = Math.addExact(size, Math.addExact(Integer.BYTES, part.length));
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        parts.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }

    @Override
    public List<T> decode(byte[] bytes, int offset, int length) throws Exception {
        List<T> values = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            int size = rest.getInt();
            values.add(each.decode(bytes, rest.position(), size));
            rest.position(rest.position() + size);
        }
        return values;
    }
}
