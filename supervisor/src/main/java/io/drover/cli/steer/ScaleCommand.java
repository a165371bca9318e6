package io.drover.cli.steer;

import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover scale}: more tasks at a time, or fewer. */
@Command(
        name = "drover scale",
        sortOptions = false,
        description = "Has it run N tasks at a time from now on, or some more or fewer. What runs goes on to its end.",
        customSynopsis = "drover scale [--stage STAGE] [NAME] N|+N|-N")
public final class ScaleCommand extends TargetCommand {
    private static final String NUMBER = "[+-]?\\d{1,9}";

    @Option(names = "--stage", paramLabel = "STAGE", description = "Which stage of a flow.")
    private String stage = "";

    @Parameters(paramLabel = "NAME N", arity = "1..2", description = "Which one, as its name or process id, and how many tasks.")
    private List<String> words;

    @Override
    public int run() throws IOException {
        String number = words.get(words.size() - 1);
        if (!number.matches(NUMBER)) {
            throw new UsageException("a number is missing: N, +N or -N instead of " + number);
        }
        return tell(ControlRequest.newBuilder().setScale(ControlRequest.Scale.newBuilder()
                .setCrew(stage)
                .setSlots(Integer.parseInt(number))
                .setRelative(number.matches("[+-].*"))));
    }

    @Override
    String target() {
        return words.size() == 1 ? null : words.get(0);
    }
}
