package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCountTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Test
    void numbersAndSharesOfTheCores() {
        assertEquals(OptionalInt.of(7), JobCount.tasks("7", CORES));
        assertEquals(OptionalInt.of(CORES), JobCount.tasks("100%", CORES));
        assertEquals(OptionalInt.of(CORES + 2), JobCount.tasks("+2", CORES));
        assertEquals(OptionalInt.of(Math.max(1, CORES - 1)), JobCount.tasks("-1", CORES));
        assertEquals(OptionalInt.of(250), JobCount.tasks("0", CORES));
    }

    @Test
    void aPartOfATaskIsATask() {
        assertEquals(OptionalInt.of(CORES + 1), JobCount.tasks("100.1%", CORES));
        assertEquals(OptionalInt.of(1), JobCount.tasks("0.01%", CORES));
        assertEquals(OptionalInt.of(1), JobCount.tasks("-99999", CORES));
    }

    @Test
    void calculationsStandForNumbers() {
        assertEquals(OptionalInt.of(2), JobCount.tasks("1+1", 4));
        assertEquals(OptionalInt.of(6), JobCount.tasks("(1 + 2)*2", 4));
        assertEquals(OptionalInt.of(3), JobCount.tasks("10/4", 4));
        assertEquals(OptionalInt.of(8), JobCount.tasks("-1+5", 4));
        assertEquals(OptionalInt.of(6), JobCount.tasks("+50%", 4));
        assertEquals(OptionalInt.of(3), JobCount.tasks("1+50%", 4));
        assertEquals(OptionalInt.of(1), JobCount.tasks("2-2", 4));
    }

    @Test
    void aLoadNeedNotBeWholeAndIsNeverNothing() {
        assertEquals(OptionalDouble.of(1.5), JobCount.load("1.5"));
        assertEquals(OptionalDouble.of(0.01), JobCount.load("0"));
        assertEquals(OptionalDouble.of(CORES / 2.0), JobCount.load("50%"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "%", "+", "1 2", "--1", "3-", "1/0", "(1", "1)", "2**3", "."})
    void anythingElseIsNoNumber(String text) {
        assertEquals(OptionalInt.empty(), JobCount.tasks(text, CORES));
    }
}
