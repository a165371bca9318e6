package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRoomTest {
    @ParameterizedTest
    @CsvSource({
        // free of 1000 for each task, tasks; 0: all
        "0, 1", "999, 1", "1000, 2", "1499, 2", "1500, 3", "1750, 5", "1875, 9", "1999, 1001", "2000, 0", "90000, 0"
    })
    void theLessIsFreeTheFewerGoOn(long free, int tasks) throws IOException {
        MemoryRoom room = new MemoryRoom(new Memory(() -> "MemAvailable: " + free + " kB\n"), 1000 << 10);
        assertEquals(tasks == 0 ? OptionalInt.empty() : OptionalInt.of(tasks), room.tasks());
    }
}
