package io.drover.parallel.template;

import io.drover.parallel.perl.PerlCode.SkippedException;
import io.drover.parallel.text.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** Leaves the value as it is, and the task out where its values are not those that are looked for. */
record SelectingTransform(Predicate<List<String>> wanted) implements Transform {

    /** No value occurs twice. */
    static final SelectingTransform UNIQUE =
            new SelectingTransform(values -> new HashSet<>(values).size() == values.size());

    /** Each value is larger than the one before, so that of all orders of the same values there is one. */
    static final SelectingTransform ASCENDING = new SelectingTransform(values -> {
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    });

    @Override
    public byte[] apply(byte[] value, TaskNumber number) {
        return value;
    }

    @Override
    public byte[] apply(byte[] value, TaskNumber number, byte[][] arguments) {
        if (!wanted.test(Arrays.stream(arguments).map(Bytes::text).toList())) {
            throw new SkippedException();
        }
        return value;
    }
}
