package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path tmpdir;

    @Test
    void bytesKeepTheirOrderWhateverTheSizeOfPiecesAndWhereverTheyAre() throws IOException {
        Random random = new Random(3);
        try (SpillStore store = new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir)) {
            Spool spool = new Spool();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int i = 0; i < 400; i++) {
                byte[] bytes = new byte[random.nextInt(random.nextInt(4) == 0 ? 100_000 : 100)];
                random.nextBytes(bytes);
                spool.add(ByteString.copyFrom(bytes));
                expected.writeBytes(bytes);
                if (i % 100 == 50) {
                    spool.spill(store);
                    assertEquals(0, spool.heap());
                    assertEquals(expected.size(), spool.onDisk());
                }
                assertEquals(expected.size(), spool.length());
                assertTrue(spool.heap() >= spool.length() - spool.onDisk());
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            spool.writeTo(written::write, store);
            assertArrayEquals(expected.toByteArray(), written.toByteArray());
            spool.clear(store);
            assertEquals(0, spool.length());
            assertEquals(0, spool.heap());
        }
    }
}
