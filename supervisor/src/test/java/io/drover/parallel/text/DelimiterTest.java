package io.drover.parallel.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimiterTest {

    @ParameterizedTest
    @CsvSource({"a,97", "\\n,10", "\\t,9", "\\0,0", "\\012,10", "\\x41,65", "\\x0a,10", "\\\\,92", "n,110"})
    void understandsEscapes(String text, byte expected) {
        assertArrayEquals(new byte[] {expected}, Delimiter.parse(text));
    }

    @Test
    void mayHaveSeveralBytes() {
        assertArrayEquals(new byte[] {'\r', '\n'}, Delimiter.parse("\\r\\n"));
        assertArrayEquals(new byte[] {'\\', 'q'}, Delimiter.parse("\\q"));
    }

    @Test
    void mayNotBeEmpty() {
        assertThrows(UsageException.class, () -> Delimiter.parse(""));
    }
}
