package io.drover.worker.lines;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LineScanTest {
    private final LineScan scan = new LineScan((byte) 'x');

    @Test
    void findsTheEndInWhateverTheBytesCame() {
        ByteString with = ByteString.copyFromUtf8("abcxd");
        ByteString without = ByteString.copyFromUtf8("a".repeat(300));
        for (ByteString found : new ByteString[] {
            with, without.concat(with), with.concat(without), UnsafeByteOperations.unsafeWrap(ByteBuffer.wrap(with.toByteArray()))
        }) {
            assertTrue(scan.holdsEnd(found));
            assertFalse(scan.holdsEnd(without), "it forgets what it has found");
        }
        assertFalse(scan.holdsEnd(with.substring(0, 3)), "only what belongs to the line");
        assertFalse(scan.holdsEnd(with.substring(4)));
        assertFalse(scan.holdsEnd(ByteString.EMPTY));
    }
}
