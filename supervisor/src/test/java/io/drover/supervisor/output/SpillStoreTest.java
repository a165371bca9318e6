package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillStoreTest {
    @TempDir
    Path tmpdir;

    @Test
    void givesBackWhatWasAppendedInAnyOrderOfReadsAndReleases() throws IOException {
        Random random = new Random(7);
        try (SpillStore store = new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir, 1 << 20)) {
            List<Extent> extents = new ArrayList<>();
            List<byte[]> contents = new ArrayList<>();
            for (int round = 0; round < 3000; round++) {
                byte[] bytes = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 300_000 : 200)];
                random.nextBytes(bytes);
                extents.add(store.append(bytes, 0, bytes.length));
                contents.add(bytes);
                if (random.nextInt(3) == 0) {
                    int at = random.nextInt(extents.size());
                    byte[] expected = contents.remove(at);
                    byte[] read = new byte[expected.length];
                    Extent extent = extents.remove(at);
                    store.read(extent, 0, read, read.length);
                    assertArrayEquals(expected, read);
                    store.release(extent);
                }
            }
            extents.forEach(store::release);
            // The last segment may stay open for more.
            assertEquals(0, store.openSegments() / 2);
        }
    }

    @Test
    void filesHaveNoName() throws IOException {
        try (SpillStore store = new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir)) {
            store.append(new byte[1000], 0, 1000);
            try (var files = Files.list(tmpdir)) {
                assertEquals(0, files.count());
            }
        }
    }

    @Test
    void aReleasedSegmentIsClosedWhileOthersStay() throws IOException {
        byte[] bytes = new byte[700_000];
        try (SpillStore store = new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir, 1 << 20)) {
            Extent first = store.append(bytes, 0, bytes.length);
            Extent second = store.append(bytes, 0, bytes.length);
            store.append(bytes, 0, bytes.length);
            assertEquals(3, store.openSegments());
            store.release(second);
            assertEquals(2, store.openSegments());
            store.release(first);
            assertEquals(1, store.openSegments());
        }
    }
}
