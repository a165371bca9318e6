package io.drover.worker.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnwrittenTest {
    private final Unwritten unwritten = new Unwritten();
    private final ByteBuffer buffer = ByteBuffer.allocate(4);

    private String next() {
        int count = unwritten.copyTo(buffer);
        return new String(buffer.array(), 0, count, StandardCharsets.UTF_8);
    }

    @Test
    void piecesComeTogetherAndLeaveAsTheyAreWritten() {
        unwritten.add(ByteString.copyFromUtf8("ab"));
        unwritten.add(ByteString.EMPTY);
        unwritten.add(ByteString.copyFromUtf8("cdefg").concat(ByteString.copyFromUtf8("h".repeat(200))));
        assertEquals("abcd", next());
        assertEquals("abcd", next(), "nothing is written by looking at it");
        unwritten.written(3);
        assertEquals("defg", next());
        unwritten.written(4);
        assertEquals("hhhh", next());
        unwritten.written(199);
        assertFalse(unwritten.isEmpty());
        assertEquals("h", next());
        unwritten.written(1);
        assertTrue(unwritten.isEmpty());
        assertEquals("", next());
    }

    @Test
    void smallPiecesKeepTheirPlacesAmongLargeOnes() {
        StringBuilder all = new StringBuilder();
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 6000; i++) {
            String piece = "abcdefghij".repeat(i % 500 == 499 ? 300 : 1) + i;
            all.append(piece);
            unwritten.add(ByteString.copyFromUtf8(piece));
            for (int more = i % 3; more > 0 && !unwritten.isEmpty(); more--) {
                String next = next();
                written.append(next);
                unwritten.written(next.length());
            }
        }
        while (!unwritten.isEmpty()) {
            String next = next();
            written.append(next);
            unwritten.written(next.length());
        }
        assertEquals(all.toString(), written.toString());
    }

    @Test
    void nothingIsLeftAfterAClear() {
        unwritten.add(ByteString.copyFromUtf8("ab"));
        unwritten.clear();
        assertTrue(unwritten.isEmpty());
        unwritten.add(ByteString.copyFromUtf8("c"));
        assertEquals("c", next());
    }
}
