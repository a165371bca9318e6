package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 256", "127, 32512", "255, 65280"})
    void anExitHasItsCode(int code, int waitStatus) {
        assertEquals(new ExitStatus.Exited(code), ExitStatus.ofWaitStatus(waitStatus));
        assertEquals("exit " + code, ExitStatus.ofWaitStatus(waitStatus).toString());
    }

    @ParameterizedTest
    @CsvSource({"9, 9, SIGKILL", "15, 15, SIGTERM", "139, 11, SIGSEGV", "64, 64, signal 64"})
    void aDeathBySignalHasItsNumberWithOrWithoutCore(int waitStatus, int signal, String name) {
        assertEquals(new ExitStatus.Signaled(signal), ExitStatus.ofWaitStatus(waitStatus));
        assertEquals(name, ExitStatus.ofWaitStatus(waitStatus).toString());
    }
}
