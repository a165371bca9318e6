package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words of which one is to be chosen: the names of constants. */
public final class Choices {
    private Choices() {}

    /** @throws UsageException for a word that is none of them */
    public static <E extends Enum<E>> E of(String option, String chosen, E[] values) {
        return Stream.of(values)
                .filter(one -> word(one).equals(chosen))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        option + " wants one of " + Stream.of(values).map(Choices::word).collect(Collectors.joining(", ")) + ", not " + chosen));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
