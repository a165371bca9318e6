package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.help.Topic;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code drover help commands} says of replacement strings, done. */
class CommandsTopicTest {
    /** Rows of its tables, without the marks. */
    private static Stream<List<String>> rows() {
        return Topic.of("commands").orElseThrow().lines().stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.split("`? \\| `?|^\\| `|` \\|$")));
    }

    @Test
    void thereAreSome() {
        assertEquals(25, rows().count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aReplacementStringStandsForThis(List<String> row) throws IOException {
        assertEquals(
                "echo " + row.get(3) + "\n",
                InputTranscriptTest.commands(List.of("--plus", "echo", row.get(1), ":::", "dir/a.b.gz"), ""));
    }
}
