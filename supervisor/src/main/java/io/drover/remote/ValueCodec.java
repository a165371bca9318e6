package io.drover.remote;

import io.drover.task.Codec;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Any serializable value, as {@link Values} has it. Public for those who make instances by name. */
public final class ValueCodec implements Codec<Object> {
    private final ClassLoader loader = Values.loader();

    /** Finds classes where the thread does that makes it. */
    public ValueCodec() {}

    @Override
    public byte[] encode(Object value) {
        return Parcel.of("the value", out -> Values.write(out, value));
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) throws IOException, ClassNotFoundException {
        return Values.read(new DataInputStream(new ByteArrayInputStream(bytes, offset, length)), loader);
    }
}
