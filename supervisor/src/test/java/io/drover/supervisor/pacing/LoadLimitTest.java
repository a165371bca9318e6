package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.supervisor.pacing.StartPolicy.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadLimitTest {
    private static final String STAT = """
            cpu  10132153 290696 3084719 46828483 16683 0 25195 0 175628 0
            intr 1462898 0 0
            procs_running %d
            procs_blocked %d
            softirq 1
            """;

    @ParameterizedTest
    @CsvSource({
        // running, blocked, most, verdict; one of the running ones is the thread that looks
        "1, 0, 1, START",
        "2, 0, 1, HOLD",
        "1, 1, 1, HOLD",
        "1, 1, 1.5, START",
        "1, 0, 0.01, START",
        "3, 0, 2, HOLD",
        "300, 20, 400, START"
    })
    void comparesWhatRunsOrWaitsForADiskWithTheLimit(int running, int blocked, double most, Verdict expected)
            throws IOException {
        assertEquals(expected, new LoadLimit(() -> STAT.formatted(running, blocked), () -> most).check(0));
    }

    @Test
    void saysWhatIsMissing() {
        IOException failure =
                assertThrows(IOException.class, () -> new LoadLimit(() -> "cpu 1 2 3\n", () -> 1).check(0));
        assertEquals("no procs_running in /proc/stat", failure.getMessage());
    }
}
