package io.drover.supervisor.process;

import io.drover.supervisor.core.Board;
import io.drover.wire.Scoreboard;

/** The core's view of a worker's scoreboard. */
public record MappedBoard(Scoreboard scoreboard) implements Board {
    @Override
    public long started() {
        return scoreboard.started();
    }

    @Override
    public long running(int slot) {
        return scoreboard.running(slot);
    }

    @Override
    public long runningSince(int slot) {
        return scoreboard.runningSince(slot);
    }

    @Override
    public long heartbeat() {
        return scoreboard.heartbeat();
    }

    @Override
    public long exitingSince() {
        return scoreboard.exitingSince();
    }

    @Override
    public boolean leaving() {
        return scoreboard.leaving();
    }

    @Override
    public long room() {
        return scoreboard.room();
    }
}
