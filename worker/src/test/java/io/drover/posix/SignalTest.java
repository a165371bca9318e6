package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
    @ParameterizedTest
    @EnumSource
    void namesAndNumbersAgree(Signal signal) {
        assertEquals("SIG" + signal.name(), Signal.nameOf(signal.number()));
        assertEquals(signal.number(), Signal.numberOf(signal.name()));
        assertEquals(signal.number(), Signal.numberOf("SIG" + signal.name()));
        assertSame(signal, Signal.named(signal.name()));
    }

    @ParameterizedTest
    @CsvSource({"SEGV, 11", "SIGCHLD, 17", "SYS, 31", "15, 15", "64, 64"})
    void knowsSignalsThatDroverNeverSends(String text, int number) {
        assertEquals(number, Signal.numberOf(text));
    }

    @ParameterizedTest
    @CsvSource({"11, SIGSEGV", "31, SIGSYS", "32, signal 32", "64, signal 64"})
    void namesEveryNumber(int number, String name) {
        assertEquals(name, Signal.nameOf(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIG", "TERMINATE", "term", "1.5"})
    void refusesOtherNames(String text) {
        assertThrows(IllegalArgumentException.class, () -> Signal.numberOf(text));
    }
}
