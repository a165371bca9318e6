package io.drover.cli.steer;

import io.drover.cli.table.RowPrinter;
import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drover quarantine}: tasks that take others down. */
@Command(
        name = "drover quarantine",
        sortOptions = false,
        description = "Lists the tasks of a service that were running when workers, or the service, died again and again; lets some wait again, or"
                + " gives them up: then they are lost.",
        customSynopsis = "drover quarantine [--of NAME] [list | retry TASK... | drop TASK...]")
public final class QuarantineCommand extends OfCommand {
    private static final int MOST = 10_000;

    @Parameters(paramLabel = "WHAT", arity = "0..*", description = "list, retry or drop, and numbers of tasks.")
    private List<String> words = List.of("list");

    @Override
    public int run() throws IOException {
        String what = words.get(0);
        if (what.equals("list") && words.size() == 1) {
            return list();
        }
        List<String> numbers = words.subList(1, words.size());
        if (!List.of("retry", "drop").contains(what) || numbers.isEmpty() || !numbers.stream().allMatch(word -> word.matches("\\d{1,18}"))) {
            throw new UsageException("list, retry or drop is wanted, the last two with numbers of tasks, not " + String.join(" ", words));
        }
        List<Long> tasks = numbers.stream().map(Long::parseLong).toList();
        return tell(what.equals("retry")
                ? ControlRequest.newBuilder().setRetry(ControlRequest.RetryTasks.newBuilder().addAllTasks(tasks))
                : ControlRequest.newBuilder().setDrop(ControlRequest.DropTasks.newBuilder().addAllTasks(tasks)));
    }

    private int list() throws IOException {
        RowPrinter rows = new RowPrinter(System.out, false);
        ask(ControlRequest.newBuilder().setList(ControlRequest.ListTasks.newBuilder().setState("quarantined").setLimit(MOST)))
                .getTasks().getTasksList().forEach(task -> rows.add(row(task)));
        rows.end();
        return 0;
    }

    private static Map<String, Object> row(StoredTask task) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", task.getId());
        row.put("why", task.getWhy());
        row.put("command", task.getCommand().toStringUtf8());
        return row;
    }
}
