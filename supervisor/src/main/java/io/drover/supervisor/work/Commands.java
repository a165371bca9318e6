package io.drover.supervisor.work;

import io.drover.proto.CommandSetup;

/** Each payload is a command line. What one has done when its worker dies nobody knows, so it does not run again by itself. */
public record Commands(CommandSetup setup) implements Spawning {
    @Override
    public boolean rerunsLost() {
        return false;
    }

    @Override
    public boolean quotes() {
        return true;
    }

    @Override
    public String runAgain(String payload) {
        return payload;
    }

    @Override
    public String title() {
        return "";
    }

    @Override
    public Work with(CommandSetup other) {
        return new Commands(other);
    }
}
