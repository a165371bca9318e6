package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.cli.words.Suggestion;
import io.drover.parallel.text.UsageException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"runn, run", "ruin, run", "rnu, run", "RUN, run", "retyr, retry", "doktor, doctor", "showw, show", "ls, ", "echo, ", "x, "})
    void isTheCommandThatLooksLikeTheWord(String word, String meant) {
        assertEquals(meant, Suggestion.closest(word, Arrays.stream(Subcommand.values()).map(Subcommand::word)).orElse(null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "--timout| Unknown option: '--timout'; did you mean --timeout?",
        "--timeuot=3| Unknown option: '--timeuot'; did you mean --timeout?",
        "--joblgo| Unknown option: '--joblgo'; did you mean --joblog?",
        "--retires| Unknown option: '--retires'; did you mean --retries?",
        "--no-such-thing| Unknown option: '--no-such-thing'",
    })
    void isTheOptionThatLooksLikeTheOneGiven(String option, String message) {
        UsageException e = assertThrows(UsageException.class, () -> RunCommand.countPresetOptions(List.of(option)));
        assertEquals(message.strip(), e.getMessage());
    }
}
