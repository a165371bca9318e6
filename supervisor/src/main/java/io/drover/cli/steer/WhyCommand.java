package io.drover.cli.steer;

import io.drover.client.Found;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drover why}: what keeps a task or a worker. */
@Command(
        name = "drover why",
        sortOptions = false,
        description = "Says what a task waits for, or where it runs, and how its last attempt ended; of a worker what it does, how the one before"
                + " it ended, and the last lines of its log; of a process of a service in which state it is and how it ended, and what it printed last.",
        customSynopsis = "drover why [--of NAME] TASK | worker WORKER | PROCESS")
public final class WhyCommand extends OfCommand {
    private static final int LINES = 10;

    @Parameters(paramLabel = "WHAT", arity = "1..2", description = "Number of a task, or worker and its number, or name of a process, as drover status has them.")
    private List<String> words;

    @Override
    public int run() throws IOException {
        What meant = What.of(words);
        Found one = find();
        one.ask(meant.explain()).getExplanation().getLinesList().forEach(System.out::println);
        if (meant instanceof What.Worker worker) {
            new WorkerLogs(one, worker.place()).lastLines(LINES).forEach(line -> System.out.println("| " + line));
        }
        return 0;
    }
}
