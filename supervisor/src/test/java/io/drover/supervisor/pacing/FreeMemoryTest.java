package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.supervisor.pacing.StartPolicy.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeMemoryTest {
    @ParameterizedTest
    @CsvSource({"1000, START", "999, HOLD", "500, HOLD", "499, GIVE_BACK", "0, GIVE_BACK"})
    void holdsStartsAndGivesBackUnderHalf(long availableKib, Verdict expected) throws IOException {
        Memory memory = new Memory(() -> "MemTotal: 9000 kB\nMemFree:  1 kB\nMemAvailable:   %d kB\n".formatted(availableKib));
        assertEquals(expected, new FreeMemory(memory, 1000 << 10, 500 << 10).check(0));
    }

    @Test
    void givesNothingBackWhereThatIsNotWanted() throws IOException {
        Memory memory = new Memory(() -> "MemAvailable: 1 kB\n");
        assertEquals(Verdict.HOLD, new FreeMemory(memory, 1000 << 10, 0).check(0));
    }

    @Test
    void anOldKernelHasNoEstimate() throws IOException {
        String text = """
                MemTotal:        8000 kB
                MemFree:          100 kB
                Buffers:           20 kB
                Cached:             3 kB
                SwapCached:      4000 kB
                Active:         90000 kB
                """;
        assertEquals(4123 << 10, new Memory(() -> text).freeBytes());
    }

    @Test
    void saysWhatIsMissing() {
        IOException failure = assertThrows(IOException.class, () -> new Memory(() -> "").freeBytes());
        assertEquals("no MemFree: in /proc/meminfo", failure.getMessage());
    }
}
