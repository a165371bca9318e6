package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ThisProcessTest {
    @Test
    void knowsItselfAndWhoStartedIt() {
        ProcessHandle self = ProcessHandle.current();
        assertEquals(self.pid(), ThisProcess.id());
        assertEquals(self.parent().map(ProcessHandle::pid).orElse(0L), ThisProcess.parent());
    }
}
