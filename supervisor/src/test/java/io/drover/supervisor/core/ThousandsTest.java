package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThousandsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 7, 99, 100, 999, 1000, 123_456, 1_234_567, -5, -999, -1000, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbersLookAsJavaWritesThem(long number) {
        assertEquals(String.format(Locale.ROOT, "%,d", number), Thousands.of(number));
    }
}
