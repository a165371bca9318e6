package io.drover.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, steps and foreign text as they are shown. */
class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns", "999, 999 ns", "1000, 1.00 µs", "12345, 12.3 µs", "999499, 999 µs", "999500, 1.00 ms",
        "999499999, 999 ms", "999500000, 1.00 s", "59949999999, 59.9 s", "59950000000, 1 min", "90000000000, 1 min 30 s",
        "3599499999999, 59 min 59 s", "3599500000000, 1 h", "86399000000000, 1 d", "180000000000000, 2 d 2 h"
    })
    void aDurationHasThreeDigitsOrTwoUnits(long nanos, String expected) {
        assertEquals(expected, Units.duration(nanos));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000000, 1 ms", "1500000000, 1.5 s", "20000000, 20 ms", "100000000, 100 ms", "60000000000, 1 min"})
    void aMarkHasNoZerosAtItsEnd(long nanos, String expected) {
        assertEquals(expected, Units.mark(nanos));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0 %", "0, 5, 0.0 %", "1, 10000, < 0.1 %", "9999, 10000, > 99.9 %", "1, 1, 100 %", "1, 3, 33 %"})
    void aPercentageIsNeitherNothingNorAllUnlessItIs(double part, double whole, String expected) {
        assertEquals(expected, Units.percent(part, whole));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 10, 1", "10, 10, 1", "11, 10, 2", "101, 10, 20", "4000000, 10, 500000", "6000000, 10, 1000000",
        "100000000, 10, 10000000", "200000000, 10, 30000000", "1000000000000, 10, 172800000000"
    })
    void stepsAreThoseThatPeopleCountIn(long micros, int most, long expected) {
        assertEquals(expected, Steps.time(micros, most));
        assertTrue((micros + expected - 1) / expected <= most);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 0.05", "1, 1", "1.2, 2", "5, 5", "5.1, 10", "1300, 2000"})
    void fractionsAreRoundedUpToo(double least, double expected) {
        assertEquals(expected, Steps.fraction(least), expected / 1e9);
    }

    @Test
    void foreignTextIsOneLineThatDoesNotTurnAround() {
        assertEquals("a↵b c␛[31m", Shown.line("a\nb\tc\u001b[31m", 100));
        assertEquals("x\uFFFDy", Shown.line("x\u202Ey", 100));
        assertEquals("ab…", Shown.line("abc", 2));
        assertEquals("\uD83D\uDC04\uD83D\uDC04…", Shown.line("\uD83D\uDC04".repeat(3), 2));
    }

    @Test
    void whatIsNoUtf8IsShownAsSuch() {
        assertEquals("a\uFFFDb", Shown.line(new byte[] {'a', (byte) 0xff, 'b'}, 100));
        byte[] manyBytes = "ä".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertEquals("ä".repeat(10) + "…", Shown.line(manyBytes, 10));
    }

    @Test
    void foreignTextMeansItselfInHtmlAndInAScriptElement() {
        assertEquals("&lt;/script&gt;&amp;&quot;&#39;", Html.escaped("</script>&\"'"));
        assertEquals("\"\\u003c/script\\u003e\\u003c!--\\u0026\\\"\\\\\\u2028\"", Json.quoted("</script><!--&\"\\\u2028"));
    }
}
