package io.drover.parallel.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Delimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    /** Gives out what a slow producer has written so far, and fails a reader that would wait for more. */
    private static final class SlowProducer extends InputStream {
        private byte[] written = {};
        private int read;

        void write(String text) {
            byte[] more = Bytes.of(text);
            byte[] all = Arrays.copyOf(written, written.length + more.length);
            System.arraycopy(more, 0, all, written.length, more.length);
            written = all;
        }

        @Override
        public int available() {
            return written.length - read;
        }

        @Override
        public int read() {
            throw new AssertionError("reads byte by byte");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            assertTrue(available() > 0, "would block");
            int count = Math.min(available(), length);
            System.arraycopy(written, read, bytes, offset, count);
            read += count;
            return count;
        }
    }

    @Test
    void isReadyOnlyForWholeRecords() throws IOException {
        SlowProducer producer = new SlowProducer();
        RecordReader reader = new RecordReader("test", producer, Delimiter.NEWLINE);
        assertFalse(reader.ready());
        producer.write("one\nt");
        assertTrue(reader.ready());
        assertEquals("one", Bytes.text(reader.next()));
        assertFalse(reader.ready());
        producer.write("wo\n");
        assertTrue(reader.ready());
        assertEquals("two", Bytes.text(reader.next()));
        assertFalse(reader.ready());
    }

    @Test
    void findsDelimitersAcrossBuffers() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            expected.add("record " + i);
            text.append("record ").append(i).append("\r\n");
        }
        RecordReader reader = reader(Bytes.of(text.toString()), "\r\n");
        for (String record : expected) {
            assertEquals(record, Bytes.text(reader.next()));
        }
        assertNull(reader.next());
    }

    @Test
    void recordsLongerThanBuffersComeWholeOrInPieces() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int length : new int[] {0, 65_535, 65_536, 1, 131_071, 131_072, 65_533, 300_000, 0, 200_000}) {
            // Beginnings of delimiters are none.
            expected.add("x=-=".repeat(length).substring(0, length));
            text.append(expected.get(expected.size() - 1)).append(";-;");
        }
        RecordReader whole = reader(Bytes.of(text.toString()), ";-;");
        RecordReader pieces = reader(Bytes.of(text + "end;-"), ";-;");
        for (String record : expected) {
            assertEquals(record, Bytes.text(whole.next()));
            assertEquals(record, Bytes.text(pieces.nextInPieces().toByteArray()));
        }
        assertNull(whole.next());
        assertNull(whole.nextInPieces());
        assertEquals("end;-", Bytes.text(pieces.nextInPieces().toByteArray()));
        assertNull(pieces.nextInPieces());
    }

    @Test
    void growsToTheLongestRecord() throws IOException {
        byte[] text = new byte[20_000_000];
        Arrays.fill(text, (byte) 'x');
        text[text.length - 2] = '\n';
        RecordReader reader = reader(text, "\n");
        assertEquals(text.length - 2, reader.next().length);
        assertArrayEquals(new byte[] {'x'}, reader.next());
        assertNull(reader.next());
    }

    private static RecordReader reader(byte[] text, String delimiter) {
        return new RecordReader("test", new ByteArrayInputStream(text), Bytes.of(delimiter));
    }
}
