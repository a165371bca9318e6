package io.drover.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A message of protobuf, read field by field, for whoever has a {@link MessageWriter}. Confined to one thread. */
public final class MessageReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] bytes;
    private int at;

    private int field;
    private long number;
    private byte[] content = {};

    /** @param bytes all of it */
    public MessageReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Goes on to the next field.
     *
     * @return whether there is one
     * @throws IOException if that is no message
     */
    public boolean next() throws IOException {
        if (at == bytes.length) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        switch ((int) tag & 7) {
            case VARINT -> number = varint();
            case LENGTH -> content = skip(varint());
            case EIGHT_BYTES -> skip(Long.BYTES);
            case FOUR_BYTES -> skip(Integer.BYTES);
            default -> throw new IOException("that is no message");
        }
        return true;
    }

    /** {@return the number of this field} */
    public int field() {
        return field;
    }

    /** {@return the value of this field, which is of type int32, int64, uint32 or uint64} */
    public long number() {
        return number;
    }

    /** {@return the value of this field, which is of type bool} */
    public boolean flag() {
        return number != 0;
    }

    /** {@return the value of this field, which is of type bytes, or a message} */
    public byte[] bytes() {
        return content;
    }

    /** {@return the value of this field, which is of type string} */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /**
     * The values of this field, which has any number of them.
     *
     * @return which are of type int32, int64, uint32 or uint64
     * @throws IOException if they are not
     */
    public List<Long> numbers() throws IOException {
        MessageReader packed = new MessageReader(content);
        List<Long> numbers = new ArrayList<>();
        while (packed.at < content.length) {
            numbers.add(packed.varint());
        }
        return numbers;
    }

    private byte[] skip(long length) throws IOException {
        if (length < 0 || length > bytes.length - at) {
            throw new EOFException("a message ends in the middle");
        }
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == bytes.length) {
                throw new EOFException("a message ends in the middle");
            }
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("that is no message");
    }
}
