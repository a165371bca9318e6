package io.drover.parallel.perl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerlCodeTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "$_ *= 2|21|42",
        "$_ = join '-', split //|abc|a-b-c",
        "$_ = $arg[1] . $arg[2]|x|firstsecond",
        "$_ = seq() . '/' . $job->total_jobs()|x|3/7",
        "$_ = Q($_)|it's|'it'\"'\"'s'",
        "$_ = pQ($_)|$a|\\$a",
        "print 'not an answer'|x|x"
    })
    void changesTheValue(String code, String value, String expected) {
        assertEquals(expected, apply(code, value));
    }

    @Test
    void variablesStay() {
        apply("$counter = 5", "");

        assertEquals("6", apply("$_ = ++$counter", ""));
    }

    @Test
    void bytesPassThrough() {
        assertEquals("\u00ff\n\u0000", apply("s/x//", "\u00ffx\n\u0000"));
    }

    @Test
    void tasksCanBeSkipped() {
        assertThrows(PerlCode.SkippedException.class, () -> apply("skip() if $_ eq 'b'", "b"));
        assertEquals("a", apply("skip() if $_ eq 'b'", "a"));
    }

    @Test
    void conditionsAreTrueOrFalse() {
        assertTrue(PerlCode.test("1 < 2", 1, arguments()));
        assertFalse(PerlCode.test("3 < 2", 1, arguments()));
    }

    @Test
    void mistakesAreTold() {
        assertTrue(assertThrows(UsageException.class, () -> apply("nonsense(", "")).getMessage().contains("syntax error"));
        assertTrue(assertThrows(UsageException.class, () -> apply("die 'so'", "")).getMessage().contains("so at"));
    }

    @Test
    void eachValueDecidesWhetherItIsQuoted() {
        PerlCode code = new PerlCode("uq() if $_ eq 'x'");
        assertFalse(code.apply("x", 1, 0, 1, arguments()).quoted());
        assertTrue(code.apply("y", 1, 0, 1, arguments()).quoted());
    }

    @Test
    void partsOfPathsAreThereAsFunctions() {
        assertEquals("a/b-c", apply("$_ = dirname($_) . '-' . ::basename($_)", "a/b/c"));
        assertEquals("0x", apply("$_ = substr(hash($_), 0, 2)", "a"));
    }

    @Test
    void theSlotIsKnown() {
        assertEquals("a2-2", apply("$_ .= slot() . '-' . $job->slot()", "a"));
        assertTrue(new PerlCode("slot()").needsSlot());
        assertFalse(new PerlCode("seq()").needsSlot());
    }

    private static String apply(String code, String value) {
        return new PerlCode(code).apply(value, 3, 7, 2, arguments()).text();
    }

    private static byte[][] arguments() {
        return Stream.of("first", "second").map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }
}
