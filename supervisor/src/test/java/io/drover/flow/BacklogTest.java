package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;


class BacklogTest {
    private static final int LARGE = 100_000;

    @TempDir
    Path tmpdir;

    private final Random random = new Random(7);
    private long lastId;

    private Item item() {
        int size = random.nextInt(50) == 0 ? random.nextInt(LARGE) : random.nextInt(40);
        byte[] value = new byte[size];
        random.nextBytes(value);
        return new Item(++lastId, ByteString.copyFrom(value));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50_000, 1 << 30})
    void itemsComeOutAsTheyWentIn(long memory) throws IOException {
        try (Depot depot = new Depot(tmpdir, memory)) {
            Backlog backlog = new Backlog(depot);
            Queue<Item> expected = new ArrayDeque<>();
            for (int round = 0; round < 3000; round++) {
                if (random.nextBoolean()) {
                    Backlog given = new Backlog(depot);
                    for (int i = random.nextInt(60); i > 0; i--) {
                        add(given, expected);
                    }
                    backlog.addAll(given);
                    assertTrue(given.isEmpty());
                } else if (random.nextInt(4) == 0) {
                    add(backlog, expected);
                }
                for (int i = random.nextInt(70); i > 0 && !backlog.isEmpty(); i--) {
                    assertEquals(expected.remove(), backlog.poll());
                }
                assertEquals(expected.size(), backlog.count());
            }
            while (!backlog.isEmpty()) {
                assertEquals(expected.remove(), backlog.poll());
            }
            assertTrue(expected.isEmpty());
        }
    }

    private void add(Backlog backlog, Queue<Item> expected) throws IOException {
        Item item = item();
        backlog.add(item);
        expected.add(item);
    }

    @Test
    void whatDoesNotFitInMemoryIsOnDisk() throws IOException {
        int memory = 1 << 20;
        try (Depot depot = new Depot(tmpdir, memory)) {
            Backlog backlog = new Backlog(depot);
            ByteString value = ByteString.copyFrom(new byte[1000]);
            for (int i = 0; i < 20_000; i++) {
                backlog.add(new Item(i, value));
            }
            assertTrue(depot.inMemory() < 2 * memory, "in memory: " + depot.inMemory());
            backlog.clear();
            assertEquals(0, depot.inMemory());
        }
    }
}
