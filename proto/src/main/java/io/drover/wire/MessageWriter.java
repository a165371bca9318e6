package io.drover.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message of protobuf, written field by field with the numbers that generated classes have as constants. For who is over before those
 * classes would be loaded, which takes longer than all else that it does. Confined to one thread.
 */
public final class MessageWriter {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** {@return one with the same fields so far} */
    public MessageWriter copy() {
        MessageWriter copy = new MessageWriter();
        copy.bytes.writeBytes(toByteArray());
        return copy;
    }

    /** {@return this, with a field of type int32, int64, uint32 or uint64} */
    public MessageWriter number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** {@return this, with a field of type sint32 or sint64} */
    public MessageWriter signed(int field, long value) {
        return number(field, value << 1 ^ value >> 63);
    }

    /** {@return this, with a field of type fixed64} */
    public MessageWriter fixed(int field, long value) {
        tag(field, EIGHT_BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }

    /** {@return this, with a field of type bool if that is true} */
    public MessageWriter flag(int field, boolean value) {
        return value ? number(field, 1) : this;
    }

    /** {@return this, with a field of type bytes} */
    public MessageWriter bytes(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** {@return this, with a field of type string} */
    public MessageWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return this, with a field that is a message} */
    public MessageWriter message(int field, MessageWriter value) {
        return bytes(field, value.toByteArray());
    }

    /** {@return {@code message} with its length before it} */
    public static byte[] delimited(byte[] message) {
        MessageWriter all = new MessageWriter();
        all.varint(message.length);
        all.bytes.writeBytes(message);
        return all.toByteArray();
    }

    /** {@return all fields so far} */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7f) != 0) {
            bytes.write((int) left & 0x7f | 0x80);
            left >>>= 7;
        }
        bytes.write((int) left);
    }
}
