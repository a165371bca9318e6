package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.drover.supervisor.core.TaskSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineStyleTest {
    private static final Colours ALL = new Colours(true, false);

    private static String written(LineStyle style, boolean last, String... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineStyle.Text text = sink -> {
            for (String part : parts) {
                sink.write(bytes(part), 0, part.length());
            }
        };
        style.write(text, last, out::write);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TaskSpec task(long number) {
        return new TaskSpec(number, bytes("command"));
    }

    private static String before(LineStyle style) {
        return new String(style.before(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'a$b$', '<a>$<b>$'",
        "'a$$b', '<a>$<>$<b>$'",
        "'a#b$', '<a>#<b>$'",
        "'a#', '<a>#<>$'",
        "'a#$', '<a>#<>$'"
    })
    void everyLineIsColouredAndTheLastOneEnded(String text, String expected) throws IOException {
        LineStyle style = LineStyle.coloured(bytes("<"), null, bytes(">"));
        String real = text.replace('$', '\n').replace('#', '\r');
        assertEquals(expected, written(style, true, real).replace('\n', '$').replace('\r', '#'));
        assertEquals(expected, written(style, true, real.split("(?<=.)")).replace('\n', '$').replace('\r', '#'));
    }

    @Test
    void aTagStandsInTheColourAndLeavesAnUnfinishedLineAsItIsWithoutOne() throws IOException {
        assertEquals("<t\ta>\n", written(LineStyle.coloured(bytes("<"), bytes("t"), bytes(">")), true, "a"));
        assertEquals("t\ta\nt\tb", written(LineStyle.tagged(bytes("t")), true, "a\n", "b"));
        assertEquals("t\ta\rt\tb", written(LineStyle.tagged(bytes("t")), true, "a\r", "b"));
        assertEquals("<a", written(LineStyle.coloured(bytes("<"), null, bytes(">")), false, "a"));
    }

    @Test
    void tasksHaveColoursOfTheirOwnOfTheSameLength() {
        Set<String> seen = new HashSet<>();
        LongStream.rangeClosed(1, 216).forEach(number -> seen.add(before(ALL.of(task(number), false))));
        assertEquals(216, seen.size());
        assertEquals(1, seen.stream().mapToInt(String::length).distinct().count());
        assertEquals("\u001b[48;5;107;38;5;231m\u001b[K", before(ALL.of(task(1), false)));
    }

    @Test
    void failedOnesAreWhiteOnRedWhereAskedFor() {
        String red = "\u001b[48;5;196;38;5;231m\u001b[K";
        assertEquals(red, before(new Colours(false, true).of(task(1), true)));
        assertEquals(red, before(new Colours(true, true).of(task(1), true)));
        assertEquals(LineStyle.PLAIN, new Colours(false, true).of(task(1), false));
        assertNotEquals(red, before(ALL.of(task(1), true)));
    }
}
