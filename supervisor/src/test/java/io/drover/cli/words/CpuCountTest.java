package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuCountTest {

    @Test
    void countsCoresAndSocketsOnce() {
        List<String> lines = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            lines.add("processor\t: " + thread);
            lines.add("physical id\t: " + thread / 4);
            lines.add("core id\t\t: " + thread / 2 % 2);
        }

        assertEquals(new CpuCount(8, 4, 2), CpuCount.of(8, lines));
    }

    @Test
    void neverMoreThanWeMayUse() {
        assertEquals(
                new CpuCount(1, 1, 1),
                CpuCount.of(1, List.of("physical id : 0", "core id : 0", "physical id : 1", "core id : 0")));
    }

    @Test
    void countsThreadsWhereNothingIsSaid() {
        assertEquals(new CpuCount(3, 3, 1), CpuCount.of(3, List.of("processor : 0")));
    }
}
