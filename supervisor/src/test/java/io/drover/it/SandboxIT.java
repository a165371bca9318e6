package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The checks of the other tests fail when they should. */
class SandboxIT extends InSandbox {

    @Test
    void findsAProcessThatMovedToASessionOfItsOwn() {
        sandbox.shell("setsid sleep 1000 & while ! pgrep -x -P $$ sleep >$DIR/child; do :; done").start().awaitEnd();
        assertEquals(1, sandbox.processes().size(), sandbox::describe);
        sandbox.clear();
        assertTrue(sandbox.processes().isEmpty());
    }

    @Test
    void findsAFileThatWasLeft() {
        sandbox.file("tmp/drover-left", "");
        assertFalse(sandbox.leftFiles().isEmpty());
        sandbox.path("tmp/drover-left").toFile().delete();
    }

    @Test
    void tellsAnExitCodeFromASignal() {
        sandbox.shell("exit 130").finish().exited(130);
        sandbox.shell("kill -INT $$").finish().diedOf(io.drover.posix.Signal.INT);
    }
}
