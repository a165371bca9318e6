package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Supervisors;
import io.drover.client.Supervisors.Found;
import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover why}: what keeps a task or a worker. */
@Command(
        name = "drover why",
        sortOptions = false,
        description = "Says what a task waits for, or where it runs, and how its last attempt ended; of a worker what it does, how the one before"
                + " it ended, and the last lines of its log; of a process of a service in which state it is and how it ended, and what it printed last.",
        customSynopsis = "drover why [--of NAME] TASK | worker WORKER | PROCESS")
public final class WhyCommand extends SteerCommand {
    private static final int LINES = 10;

    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Parameters(paramLabel = "WHAT", arity = "1..2", description = "Number of a task, or worker and its number, or name of a process, as drover status has them.")
    private List<String> what;

    @Override
    public int run() throws IOException {
        boolean worker = what.size() == 2 && what.get(0).equals("worker");
        String number = what.get(what.size() - 1);
        boolean process = what.size() == 1 && number.matches("[A-Za-z_].*");
        if (what.size() == 2 != worker || !process && !number.matches("\\d{1,9}")) {
            throw new UsageException("the number of a task is missing, the word worker and a number, or the name of a process, instead of " + String.join(" ", what));
        }
        Found one = Supervisors.find(name);
        ControlRequest.Explain.Builder wanted = ControlRequest.Explain.newBuilder();
        if (process) {
            wanted.setProcess(number);
        } else if (worker) {
            wanted.setWorker(Integer.parseInt(number));
        } else {
            wanted.setTask(Long.parseLong(number));
        }
        try (ControlClient client = ControlClient.connect(one.socket())) {
            client.explain(wanted).forEach(System.out::println);
        }
        if (worker) {
            new WorkerLogs(one, Integer.parseInt(number)).lastLines(LINES).forEach(line -> System.out.println("| " + line));
        }
        return 0;
    }
}
