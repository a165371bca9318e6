package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Descriptors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {
    private static final int LONG = 8 << 20;

    @TempDir
    Path directory;

    private WorkerLog log;
    private int worker;

    @BeforeEach
    void open() {
        log = new WorkerLog(directory.resolve("log"));
        worker = log.open();
    }

    @AfterEach
    void close() {
        Descriptors.close(worker);
    }

    private void print(String text) {
        Descriptors.write(worker, text.getBytes(StandardCharsets.UTF_8));
    }

    private int first() throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve("log"))) {
            return in.read();
        }
    }

    @Test
    void theBeginningOfALongOneGoesAndTheLastLinesStay() throws IOException {
        print("x".repeat(LONG));
        log.trim();
        print("\nlast line\n");
        log.trim();
        assertEquals(0, first());
        assertTrue(log.tail().endsWith("x\nlast line\n"));
        assertFalse(log.text().contains("\0"));
        assertEquals(1 << 20, log.text().length());
    }

    @Test
    void itGoesOnLikeThat() throws IOException {
        for (int i = 0; i < 4; i++) {
            print("x".repeat(LONG));
            log.trim();
        }
        assertEquals(4L * LONG, Files.size(directory.resolve("log")));
        try (InputStream in = Files.newInputStream(directory.resolve("log"))) {
            in.skipNBytes(4L * LONG - (2 << 20));
            assertEquals(0, in.read());
        }
    }

    @Test
    void aShortOneStaysWhole() throws IOException {
        print("first line\n");
        log.trim();
        assertEquals("first line\n", log.text());
    }

    @Test
    void oneThatSomebodyTookAwayStaysAway() {
        print("x".repeat(LONG));
        log.remove();
        log.trim();
        assertFalse(Files.exists(directory.resolve("log")));
        assertEquals("", log.tail());
    }
}
