package io.drover.supervisor.work;

import io.drover.proto.CommandSetup;
import io.drover.supervisor.process.WorkerJvm;
import java.util.ArrayList;
import java.util.List;

/** Each payload is a command line. What one has done when its worker dies nobody knows, so it does not run again by itself. */
public record Commands(CommandSetup setup) implements Spawning {
    /** What passes through its heap for one of them is little, and soon over. */
    @Override
    public List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of(WorkerJvm.SMALL_YOUNG));
        options.addAll(Spawning.super.jvmOptions());
        return options;
    }

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
