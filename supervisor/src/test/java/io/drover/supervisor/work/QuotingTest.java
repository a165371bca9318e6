package io.drover.supervisor.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotingTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            a-b/c.d=1@x%,   a-b/c.d=1@x%
            "",             ''
            a b,            'a b'
            it's,           'it'\\''s'
            $x*,            '$x*'
            é,              'é'
            """)
    void aWordStaysOne(String word, String quoted) {
        assertEquals(quoted, Quoting.quoted(word == null ? "" : word));
    }

    @Test
    void whatATerminalDoesNotGiveBackIsSpelled() {
        assertEquals("$'a\\x0ab\\'\\\\'", Quoting.quoted("a\nb'\\"));
        assertEquals("$'\\xfc\\x7f'", Quoting.quoted(new byte[] {(byte) 0xfc, 127}));
        assertEquals("$'\\xc3\\xa9\\x09'", Quoting.quoted("é\t".getBytes(StandardCharsets.UTF_8)));
    }
}
