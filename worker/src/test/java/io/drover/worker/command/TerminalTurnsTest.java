package io.drover.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTurnsTest {
    private static final int SUPERVISOR = 10;
    private static final int HOME = 9;
    private static final int SHELL = 5;

    private final List<String> effects = new ArrayList<>();
    private int front = HOME;
    private boolean frontGone;
    private int stop;

    private final TerminalTurns.Kernel kernel = new TerminalTurns.Kernel() {
        @Override
        public int foreground() {
            return front;
        }

        @Override
        public boolean bringToForeground(int group) {
            front = group;
            frontGone = false;
            return true;
        }

        @Override
        public boolean hasMembers(int group) {
            return !frontGone;
        }

        @Override
        public int stopOf(int pid) {
            int told = stop;
            stop = 0;
            return told;
        }

        @Override
        public void signal(int pid, Signal signal) {
            effects.add(signal + " " + pid);
        }
    };

    private final TerminalTurns turns = new TerminalTurns(kernel, SUPERVISOR, HOME, true);

    private void assertEffects(String... expected) {
        assertEquals(List.of(expected), effects);
        effects.clear();
    }

    @Test
    void commandsTakeTurnsAndTheSupervisorGetsItBack() {
        turns.runs(100, -1);
        turns.runs(200, -1);
        assertEquals(100, front);
        assertEffects("CONT -100");
        turns.ended(100, new ExitStatus.Exited(0), false);
        assertEquals(HOME, front);
        turns.runs(200, -1);
        assertEquals(200, front);
        assertEffects("CONT -200");
        turns.ended(200, new ExitStatus.Exited(1), false);
        assertEquals(HOME, front);
        assertEffects();
    }

    @Test
    void aCommandIsLookedAtNowAndThen() {
        assertEquals(100, turns.runs(100, -1));
        assertEquals(7, turns.runs(100, 7));
    }

    @Test
    void oneThatWaitsForItsTurnDoesNotStopTheRun() {
        turns.runs(100, -1);
        assertEffects("CONT -100");
        stop = Signal.TTIN.number();
        turns.runs(200, -1);
        assertEffects();
    }

    @Test
    void aStopFromTheTerminalStopsTheRun() {
        turns.runs(100, -1);
        stop = Signal.TSTP.number();
        turns.runs(100, -1);
        assertEffects("CONT -100", "TSTP 10");
        // The shell takes the terminal, and gives it to the supervisor with its fg.
        front = HOME;
        turns.resumed();
        assertEquals(100, front);
    }

    @Test
    void withoutAShellACommandGoesOn() {
        TerminalTurns alone = new TerminalTurns(kernel, SUPERVISOR, HOME, false);
        alone.runs(100, -1);
        stop = Signal.TSTP.number();
        alone.runs(100, -1);
        assertEffects("CONT -100", "CONT -100");
    }

    @Test
    void aRunInTheBackgroundLeavesTheTerminalAloneAndStopsWhenItIsRead() {
        front = SHELL;
        turns.runs(100, -1);
        assertEquals(SHELL, front);
        assertEffects();
        stop = Signal.TTIN.number();
        turns.runs(100, -1);
        assertEffects("TSTP 10");
        turns.resumed();
        turns.ended(100, new ExitStatus.Exited(0), false);
        assertEquals(SHELL, front);
    }

    @Test
    void theGroupOfAWorkerThatWasKilledIsNobody() {
        front = 77;
        frontGone = true;
        turns.runs(100, -1);
        assertEquals(100, front);
    }

    @Test
    void whoEndsOfCtrlCEndsTheRun() {
        turns.runs(100, -1);
        turns.ended(100, new ExitStatus.Signaled(Signal.INT.number()), false);
        turns.runs(200, -1);
        turns.ended(200, new ExitStatus.Exited(130), false);
        turns.runs(300, -1);
        turns.ended(300, new ExitStatus.Signaled(Signal.INT.number()), true);
        turns.runs(400, -1);
        turns.ended(400, new ExitStatus.Signaled(Signal.TERM.number()), false);
        assertEffects("CONT -100", "INT 10", "CONT -200", "INT 10", "CONT -300", "CONT -400");
    }

    @Test
    void whatTheCommandGaveAwayIsNotTakenBack() {
        turns.runs(100, -1);
        front = SHELL;
        turns.ended(100, new ExitStatus.Exited(0), false);
        assertEquals(SHELL, front);
    }
}
