package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.drover.supervisor.output.ReorderBuffer.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReorderBufferTest {
    @TempDir
    Path tmpdir;

    @Test
    void keepsMoreThanFitsInMemoryAndGivesItBackInOrder() throws IOException {
        int tasks = 500_000;
        try (SpillStore store = new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir)) {
            ReorderBuffer buffer = new ReorderBuffer(store);
            Random random = new Random(3);
            List<Integer> window = new ArrayList<>();
            for (int next = 2; next <= tasks + 1; next++) {
                window.add(next);
                if (window.size() == 1000 || next == tasks + 1) {
                    Collections.shuffle(window, random);
                    for (int id : window) {
                        buffer.put(id, waiting(id));
                    }
                    window.clear();
                }
            }
            assertNull(buffer.take(1));
            for (int id = 2; id <= tasks + 1; id++) {
                Waiting waiting = buffer.take(id);
                assertEquals(waiting(id).outLength(), waiting.outLength());
                assertEquals(text(waiting(id)), text(waiting));
                if (id % 11 == 0) {
                    assertSame(Waiting.BUFFERED, waiting);
                }
            }
            assertNull(buffer.take(tasks + 2));
            assertEquals(0, store.openSegments() / 2);
        }
    }

    private static Waiting waiting(int id) {
        if (id % 11 == 0) {
            return Waiting.BUFFERED;
        }
        byte[] bytes = ("out" + id + "err").getBytes(StandardCharsets.US_ASCII);
        return id % 13 == 0 ? Waiting.SILENT : new Waiting(bytes, bytes.length - 3);
    }

    private static String text(Waiting waiting) {
        return new String(waiting.bytes(), StandardCharsets.US_ASCII);
    }
}
