package io.drover.supervisor.work;

import io.drover.proto.CommandSetup;
import java.util.ArrayList;
import java.util.List;

/** Each payload is a line for a co-process, whose answer is the result. A line without an answer is asked again. */
public record Lines(CommandSetup setup) implements Spawning {
    @Override
    public boolean rerunsLost() {
        return true;
    }

    @Override
    public boolean quotes() {
        return false;
    }

    @Override
    public List<byte[]> fingerprint(String directory, List<byte[]> environment) {
        List<byte[]> parts = new ArrayList<>(Spawning.super.fingerprint(directory, environment));
        parts.add(setup.getCoproc().toByteArray());
        return parts;
    }

    /** The line alone would be taken for a command. */
    @Override
    public String runAgain(String payload) {
        String nul = setup.getCoproc().getNul() ? "-0 " : "";
        return "drover run " + nul + "--coproc " + Quoting.quoted(title()) + " ::: " + Quoting.quoted(payload);
    }

    @Override
    public String title() {
        return setup.getCoproc().getCommand().toStringUtf8();
    }

    @Override
    public Work with(CommandSetup other) {
        return new Lines(other);
    }
}
