package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.help.HelpText;
import io.drover.help.Manual;
import io.drover.help.Style;
import io.drover.help.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubcommandTest {
    private final Manual manual = Manual.of(Subcommand.model().getCommandSpec());

    @Test
    void theModelHasThemAllInOrder() {
        List<String> words = Arrays.stream(Subcommand.values()).map(Subcommand::word).toList();
        assertEquals(words, List.copyOf(manual.commands().keySet()));
    }

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void aWordFindsItsCommandAndItsManual(Subcommand command) {
        assertSame(command, Subcommand.of(command.word()));
        assertEquals("drover " + command.word(), manual.commands().get(command.word()).name());
    }

    @Test
    void theLauncherHoldsNoSignalsBackForThoseThatAskOthers() throws IOException {
        Matcher words = Pattern.compile("(?m)^    (submit \\|[^)]*)\\) asks=yes ;;$").matcher(Files.readString(Path.of("../scripts/drover")));
        assertTrue(words.find());
        assertEquals(
                Arrays.stream(Subcommand.values()).filter(Subcommand::asksOthers).map(Subcommand::word).toList(),
                List.of(words.group(1).split(" \\| ")));
    }

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void everyOptionIsExplained(Subcommand command) {
        Manual told = manual.commands().get(command.word());
        assertFalse(told.summary().isBlank());
        assertFalse(told.options().isEmpty());
        told.options().forEach(option -> {
            assertTrue(option.description().endsWith("."), () -> option.names() + ": no sentence: " + option.description());
            assertFalse(option.description().contains("%%"), option::description);
        });
    }

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void helpFitsAScreenOf80Columns(Subcommand command) {
        HelpText.of(manual.commands().get(command.word()), List.of(), 80, Style.PLAIN)
                .lines()
                .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void helpTellsAWordForACommandFromOneForATopic() {
        Topic.names().forEach(name -> assertNull(Subcommand.of(name)));
        List<String> offered = manual.commands().get("help").parameters().get(0).choices();
        assertTrue(offered.contains("run") && offered.contains("signals"), offered::toString);
    }

    @Test
    void otherWordsAreNone() {
        assertNull(Subcommand.of("RUN"));
        assertNull(Subcommand.of("--help"));
        assertNull(Subcommand.of(""));
    }
}
