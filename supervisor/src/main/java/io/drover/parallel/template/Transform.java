package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import java.util.function.UnaryOperator;

/** What a replacement string makes of a value. */
public interface Transform {
    byte[] apply(byte[] value, TaskNumber number);

    /**
     * As {@link #apply(byte[], TaskNumber)}, for one of several values.
     *
     * @throws io.drover.parallel.perl.PerlCode.SkippedException when the task is not to be run
     */
    default byte[] apply(byte[] value, TaskNumber number, byte[][] arguments) {
        return apply(value, number);
    }

    /** As above, for a transform that decides for each value whether it is quoted for the shell. */
    default Replaced replace(byte[] value, TaskNumber number, byte[][] arguments) {
        return new Replaced(apply(value, number, arguments), true);
    }

    /** @param quoted whether it is quoted for the shell, where values are */
    record Replaced(byte[] text, boolean quoted) {}

    /** Whether {@link TaskNumber#total} is used. */
    default boolean needsTotal() {
        return false;
    }

    /** Whether {@link TaskNumber#slot} is used. */
    default boolean needsSlot() {
        return false;
    }

    static Transform ofText(UnaryOperator<String> change) {
        return (value, number) -> Bytes.of(change.apply(Bytes.text(value)));
    }
}
