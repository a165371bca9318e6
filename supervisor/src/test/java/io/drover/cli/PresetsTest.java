package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.cli.words.ShellWords;
import io.drover.parallel.text.UsageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PresetsTest {

    private static Presets presets(String... lines) {
        return new Presets(Stream.of(lines).map(line -> new Presets.Line("file:7", ShellWords.split(line))).toList());
    }

    @Test
    void optionsComeBeforeOptionsAndWordsBeforeTheCommand() {
        assertEquals(
                ShellWords.split("-j 2 --tag -k -j4 nice env echo {} ::: a"),
                presets("-j 2 nice", "--tag env", "-k").before(ShellWords.split("-j4 echo {} ::: a"), 1));
    }

    @Test
    void twoDashesEndTheOptionsOfTheirLineOnly() {
        assertEquals(
                ShellWords.split("-k -j4 -- nice echo"),
                presets("-k -- nice").before(ShellWords.split("-j4 -- echo"), 2));
    }

    @Test
    void mistakesHaveAPlace() {
        assertEquals(
                "file:7: Unknown option: '--bogus'",
                assertThrows(UsageException.class, () -> presets("--bogus")).getMessage());
        assertThrows(UsageException.class, () -> presets("--plain"));
        assertThrows(UsageException.class, () -> presets("-J other"));
    }

    @Test
    void aValueIsBlamedOnTheLineThatHasIt() {
        UsageException bad = assertThrows(UsageException.class, () -> RunCommand.checkValues(List.of("-j", "zz")));
        assertEquals("file:7: " + bad.getMessage(), presets("-k", "-j zz").blamed(bad).getMessage());
        assertSame(bad, presets("-k", "-j 1").blamed(bad));
    }
}
