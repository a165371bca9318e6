package io.drover.task;

/**
 * Turns a value into bytes and back. The wire never names a class: both ends know the codec from the task. Used by one
 * thread at a time.
 */
public interface Codec<T> {
    byte[] encode(T value) throws Exception;

    /** Reads {@code length} bytes from {@code offset}; must not keep or change the array. */
    T decode(byte[] bytes, int offset, int length) throws Exception;

    /** Reads all of an array that nobody else has: the value may keep it. */
    default T decode(byte[] bytes) throws Exception {
        return decode(bytes, 0, bytes.length);
    }
}
