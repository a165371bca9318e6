package io.drover.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

class OptionNamesTest {
    @Command
    static final class Options {
        @Option(names = {"-k", "--keep-order"})
        private boolean keepOrder;

        @Option(names = {"-n", "--max-args"})
        private int maxArguments;

        @Option(names = {"--line-buffer", "--lb"})
        private boolean lineBuffer;

        @Option(names = {"-l", "--max-lines"}, arity = "0..1", fallbackValue = "1", preprocessor = OptionalValue.class)
        private Integer maxLines;

        @Option(names = {"-e", "--eof"}, arity = "0..1", fallbackValue = "", preprocessor = OptionalValue.class)
        private String eof;

        @Option(names = "--end-mark")
        private String endMark;

        @Parameters
        private List<String> words;

        @Option(names = "--max-chars")
        private int maxLength;
    }

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
        Options options = new Options();
        CommandLine parser =
                new CommandLine(options).setEndOfOptionsDelimiter(OptionNames.END).setStopAtPositional(true);
        parser.parseArgs(OptionNames.forParser(parser.getCommandSpec(), List.of("--end", "--", "-k", "--", "-n", "--")));

        assertEquals("--", options.endMark);
        assertTrue(options.keepOrder);
        assertEquals(List.of("-n", "--"), options.words);
    }

    private static List<String> spelledOut(String... words) {
        return OptionNames.spelledOut(new CommandLine(new Options()).getCommandSpec(), List.of(words));
    }
}
