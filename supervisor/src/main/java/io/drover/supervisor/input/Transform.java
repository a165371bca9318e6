package io.drover.supervisor.input;

/** What a replacement string makes of a value. */
interface Transform {
    byte[] apply(byte[] value, TaskNumber number);

    /** Whether {@link TaskNumber#total} is used. */
    default boolean needsTotal() {
        return false;
    }
}
