package io.drover.task;

/**
 * Turns a value into bytes and back. The wire never names a class: both ends know the codec from the task. Used by one
 * thread at a time.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {
    /**
     * Writes a value.
     *
     * @param value null where a task has returned that
     * @return an array that the caller may keep
     * @throws Exception if it cannot be written, which fails the task
     */
    byte[] encode(T value) throws Exception;

    /**
     * Reads a value from a part of an array, which it must neither keep nor change.
     *
     * @param bytes the array
     * @param offset where the value begins
     * @param length how many bytes it has
     * @return the value
     * @throws Exception if the bytes are none, which fails the task
     */
    T decode(byte[] bytes, int offset, int length) throws Exception;

    /**
     * Reads a value from all of an array that nobody else has: the value may keep it.
     *
     * @param bytes the array
     * @return the value
     * @throws Exception if the bytes are none, which fails the task
     */
    default T decode(byte[] bytes) throws Exception {
        return decode(bytes, 0, bytes.length);
    }
}
