package io.drover.cli.steer;

import io.drover.cli.table.RowPrinter;
import io.drover.client.ControlClient;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import io.drover.sight.TaskSights;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover tasks}: what a service has stored. */
@Command(name = "drover tasks", sortOptions = false, description = "Lists the tasks of a service, the newest first.")
public final class TasksCommand extends OfCommand {
    /** Tasks of one request. */
    private static final int PAGE = 1000;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are blocked, delayed, waiting, running, held, stashed, recurring, quarantined, ok, failed, timed_out, lost or cancelled.")
    private String state = "";

    @Option(names = "--group", paramLabel = "NAME", description = "Only those of this group.")
    private String group = "";

    @Option(names = "--limit", paramLabel = "N", description = "So many at most. Default: 100.")
    private int limit = 100;

    @Option(names = "--before", paramLabel = "TASK", description = "Only those with lower numbers: what comes after a list that ends with TASK.")
    private long before;

    @Option(names = "--json", description = "One JSON object a line; drover help service has the fields.")
    private boolean json;

    @Override
    public int run() throws IOException {
        try (ControlClient client = find().connect()) {
            RowPrinter rows = new RowPrinter(System.out, json);
            long last = before;
            List<StoredTask> page;
            for (int left = limit; left > 0; left -= page.size()) {
                page = page(client, Math.min(left, PAGE), last);
                page.forEach(task -> rows.add(json ? TaskSights.json(task) : TaskList.row(task)));
                if (page.size() < Math.min(left, PAGE)) {
                    break;
                }
                last = page.get(page.size() - 1).getId();
            }
            rows.end();
            return 0;
        }
    }

    private List<StoredTask> page(ControlClient client, int most, long last) throws IOException {
        return client.ask(ControlRequest.newBuilder()
                        .setList(ControlRequest.ListTasks.newBuilder().setState(state).setGroup(group).setLimit(most).setBefore(last)))
                .getTasks()
                .getTasksList();
    }
}
