package io.drover.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineSplitterTest {

    @Test
    void leavesOptionsAndCommandAlone() {
        CommandLineSplitter split = CommandLineSplitter.split(List.of("-j2", "echo", "{}", ":::", "a", ":::+", "b"));
        assertEquals(List.of("-j2", "echo", "{}"), split.words());
        assertEquals(
                List.of(InputSource.arguments(List.of("a"), false), InputSource.arguments(List.of("b"), true)),
                split.sources());
    }

    @Test
    void eachFileIsASource() {
        assertEquals(
                List.of(InputSource.file("a", false), InputSource.file("-", false), InputSource.file("c", true)),
                CommandLineSplitter.split(List.of("::::", "a", "-", "::::+", "c")).sources());
    }

    @Test
    void otherSeparatorsReplaceTheUsualOnes() {
        CommandLineSplitter split =
                CommandLineSplitter.split(List.of(
                        "--arg-sep", ",,", "--arg-file-sep=,f", "echo", ":::", ",,", "a", ",f", "b"));
        assertEquals(List.of("--arg-sep", ",,", "--arg-file-sep=,f", "echo", ":::"), split.words());
        assertEquals(
                List.of(InputSource.arguments(List.of("a"), false), InputSource.file("b", false)), split.sources());
    }

    @Test
    void aSeparatorMayBeNamedByItself() {
        CommandLineSplitter split = CommandLineSplitter.split(List.of("--arg-sep", ":::", "echo", ":::", "a"));
        assertEquals(List.of("--arg-sep", ":::", "echo"), split.words());
    }
}
