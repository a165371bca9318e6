package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.UsageException;
import io.drover.supervisor.process.OpenFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {
    private final List<String> warnings = new ArrayList<>();

    private int[] commands(int tasks, Integer workers, long files) {
        return Spread.commands(tasks, workers, new OpenFiles(files), warnings::add);
    }

    @Test
    void javaTasksHaveAWorkerEach() {
        assertArrayEquals(new int[] {1, 1, 1}, Spread.javaTasks(3, null));
        assertArrayEquals(new int[] {2, 1}, Spread.javaTasks(3, 2));
        assertArrayEquals(new int[] {1}, Spread.javaTasks(1, 8));
    }

    @Test
    void aWorkerServesManyCommands() {
        assertArrayEquals(new int[] {64}, commands(64, null, 1024));
        assertArrayEquals(new int[] {33, 32}, commands(65, null, 1024));
        assertArrayEquals(new int[] {2, 2, 1}, commands(5, 3, 1024));
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @ValueSource(longs = {128, 256, 400, 1024})
    void noWorkerHasMoreThanItHasFilesFor(long files) {
        int[] slots = commands(90, 1, files);
        assertEquals(90, Arrays.stream(slots).sum());
        for (int slot : slots) {
            assertTrue(slot <= new OpenFiles(files).commandsOfAWorker(), () -> Arrays.toString(slots));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void whereThatIsNotEnoughFewerRunAtATime() {
        assertArrayEquals(new int[] {2}, commands(200, null, 70));
        assertEquals(
                List.of("the limit on open files is 70: 2 tasks at a time, not 200; raise it with ulimit -n"), warnings);
    }

    @Test
    void tooFewForARunIsAnError() {
        assertThrows(UsageException.class, () -> commands(1, null, 69));
    }
}
