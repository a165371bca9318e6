package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Found;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover logs}: what a task, a worker or a process has written. */
@Command(
        name = "drover logs",
        sortOptions = false,
        description = "Shows what a task of a service has printed until now; or what a worker process has written to its log: what its JVM says,"
                + " and what goes past a task; or the last that a process of a service, or of drover up, has printed. What tasks of a run print"
                + " goes where its output does.",
        customSynopsis = "drover logs [-f] [--of NAME] TASK | worker WORKER | PROCESS")
public final class LogsCommand extends OfCommand {
    private static final int PAUSE_MILLIS = 200;

    @Option(names = {"-f", "--follow"}, description = "Go on with what comes, until the task, the worker or the service is over.")
    private boolean follow;

    @Parameters(
            paramLabel = "WHAT",
            arity = "1..2",
            description = "Number of a task of a service; worker and its number, where the word is not needed for a run; or name of a process.")
    private List<String> words;

    @Override
    public int run() throws IOException {
        What meant = What.of(words);
        Found one = find();
        if (meant instanceof What.Worker worker) {
            showWorker(new WorkerLogs(one, worker.place()));
        } else if (meant instanceof What.Task task && !one.sight().getKind().equals("service")) {
            showWorker(new WorkerLogs(one, (int) task.number()));
        } else {
            try (ControlClient client = one.connect()) {
                if (meant instanceof What.Process process) {
                    showPrinted(client, process.name());
                } else if (meant instanceof What.Task task) {
                    showTask(client, task.number());
                }
            }
        }
        return 0;
    }

    private void showWorker(WorkerLogs logs) throws IOException {
        long shown = logs.show(0);
        while (follow && logs.isOpen() && Pauses.sleep(PAUSE_MILLIS)) {
            shown = logs.show(shown);
        }
    }

    private void showTask(ControlClient client, long task) throws IOException {
        ControlRequest.ReadOutput.Builder wanted = ControlRequest.ReadOutput.newBuilder().setTask(task);
        do {
            ControlReply.TaskOutput printed = client.ask(ControlRequest.newBuilder().setOutput(wanted)).getOutput();
            printed.getOutput().writeTo(System.out);
            System.out.flush();
            printed.getError().writeTo(System.err);
            if (printed.getOver()) {
                return;
            }
            wanted.setOutput(printed.getNextOutput()).setError(printed.getNextError());
        } while (follow && Pauses.sleep(PAUSE_MILLIS));
    }

    private void showPrinted(ControlClient client, String process) throws IOException {
        long shown = printed(client, process, 0);
        while (follow && Pauses.sleep(PAUSE_MILLIS)) {
            try {
                shown = printed(client, process, shown);
            } catch (IOException e) {
                // It is over.
                return;
            }
        }
    }

    /** Returns up to where it has been shown. */
    private long printed(ControlClient client, String process, long from) throws IOException {
        ControlReply.Printed printed =
                client.ask(ControlRequest.newBuilder().setPrinted(ControlRequest.ReadPrinted.newBuilder().setProcess(process).setFrom(from))).getPrinted();
        printed.getData().writeTo(System.out);
        System.out.flush();
        return printed.getNext();
    }
}
