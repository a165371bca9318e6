package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleTest {
    @ParameterizedTest
    @CsvSource({
        "true, , xterm, COLOURED",
        "true, '', xterm, COLOURED",
        "true, 1, xterm, PLAIN",
        "true, 0, xterm, PLAIN",
        "true, , dumb, PLAIN",
        "true, , , PLAIN",
        "false, , xterm, PLAIN",
    })
    void onlyATerminalThatCanAndMay(boolean terminal, String noColour, String kind, Style expected) {
        assertEquals(expected, Style.of(terminal, noColour, kind));
    }
}
