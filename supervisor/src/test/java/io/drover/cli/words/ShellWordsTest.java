package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.UsageException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "-j 4 -k; -j|4|-k",
        "--tagstring 'a  b'; --tagstring|a  b",
        "--tag='a'\"b\"c; --tag=abc",
        "\"a \\\" \\$b \\n\"; a \" $b \\n",
        "'a \\ b' c\\ d; a \\ b|c d",
        "a#b # c; a#b|#|c",
        "\\\\; \\",
    })
    void splitsAsAShellDoes(String line, String words) {
        assertEquals(Arrays.asList(words.split("\\|")), ShellWords.split(line));
    }

    @Test
    void emptyWordsAreWordsAndBlanksAreNot() {
        assertEquals(List.of("-I", "", ""), ShellWords.split(" -I  '' \"\" \t"));
        assertEquals(List.of(), ShellWords.split(" \t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "a \"b\\\"", "\"a\\", "\""})
    void aQuoteNeedsItsEnd(String line) {
        assertThrows(UsageException.class, () -> ShellWords.split(line));
    }
}
