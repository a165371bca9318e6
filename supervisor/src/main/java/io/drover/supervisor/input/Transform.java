package io.drover.supervisor.input;

import java.util.function.UnaryOperator;

/** What a replacement string makes of a value. */
interface Transform {
    byte[] apply(byte[] value, TaskNumber number);

    /** Whether {@link TaskNumber#total} is used. */
    default boolean needsTotal() {
        return false;
    }

    static Transform ofText(UnaryOperator<String> change) {
        return (value, number) -> Bytes.of(change.apply(Bytes.text(value)));
    }
}
