package io.drover.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryCheckTest {
    @ParameterizedTest
    @CsvSource({"100, 2, FAIL", "162, 1, OK", "180, 2, WARN", "300, 2, OK", "300, 64, WARN", "100000, 64, OK"})
    void isMeasuredByWhatARunNeeds(long megabytes, int processors, Finding.Level level) {
        assertEquals(level, MemoryCheck.examine(megabytes << 20, processors).level());
    }
}
