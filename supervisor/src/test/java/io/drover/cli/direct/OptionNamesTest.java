package io.drover.cli.direct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionNamesTest {
    private static final OptionNames NAMES = new OptionNames(List.of(
            OptionEntry.flag("", "-k", "--keep-order"),
            OptionEntry.value(ValueKind.COUNT, "", "-n", "--max-args"),
            OptionEntry.flag("", "--line-buffer", "--lb"),
            OptionEntry.optionalValue(ValueKind.COUNT, "1", "", "-l", "--max-lines"),
            OptionEntry.optionalValue(ValueKind.TEXT, "", "", "-e", "--eof"),
            OptionEntry.value(ValueKind.TEXT, "", "--end-mark"),
            OptionEntry.value(ValueKind.COUNT, "", "--max-chars")));

    @ParameterizedTest
    @CsvSource({
        "--keep-order, --keep-order",
        "--keep, --keep-order",
        "--keeporder, --keep-order",
        "--KEEP-Order, --keep-order",
        "--max-args=2, --max-args=2",
        "--maxa=2, --max-args=2",
        "--line, --line-buffer",
        "--l, --line-buffer",
        "--lb, --lb",
        "--unknown=1, --unknown=1",
        "-k, -k"
    })
    void areSpelledOut(String given, String expected) {
        assertEquals(List.of(expected, "echo"), spelledOut(given, "echo"));
    }

    @Test
    void valuesThatMayBeMissingArePassedOver() {
        assertEquals(
                List.of("-l", "2", "-kl", "--keep-order", "-ke", "x", "--eof", "--keep-order", "-l", "echo", "--keep"),
                spelledOut("-l", "2", "-kl", "--keep", "-ke", "x", "--eof", "--keep", "-l", "echo", "--keep"));
    }

    @Test
    void saysWhatAShortNameCouldMean() {
        UsageException e = assertThrows(UsageException.class, () -> spelledOut("--max", "1"));

        assertEquals("--max could be --max-args, --max-chars, --max-lines", e.getMessage());
    }

    @Test
    void leavesValuesAndTheCommandAlone() {
        List<String> values = List.of("--maxargs", "--keep", "-kn", "--keep", "-n1", "grep", "--keep");

        assertEquals(
                List.of("--max-args", "--keep", "-kn", "--keep", "-n1", "grep", "--keep"),
                spelledOut(values.toArray(String[]::new)));
        assertEquals(List.of("-k", "--", "--keep"), spelledOut("-k", "--", "--keep"));
    }

    @Test
    void aValueMayBeTheEndOfOptions() {
        assertArrayEquals(
                new String[] {"--end-mark", "--", "-k", OptionNames.END, "-n", "--"},
                NAMES.forParser(List.of("--end", "--", "-k", "--", "-n", "--")));
    }

    @Test
    void aValueMayBeABlank() {
        assertArrayEquals(
                new String[] {"-ke", " ", "-n", "\t", "-n2", "-k", "echo", "-n "},
                NAMES.forParser(List.of("-ke ", "-n\t", "-n2", "-k", "echo", "-n ")));
    }

    private static List<String> spelledOut(String... words) {
        return NAMES.spelledOut(List.of(words));
    }
}
