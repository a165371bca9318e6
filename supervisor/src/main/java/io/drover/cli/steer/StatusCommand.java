package io.drover.cli.steer;

import io.drover.cli.table.RowPrinter;
import io.drover.client.Found;
import io.drover.client.Supervisors;
import io.drover.proto.SupervisorSight;
import io.drover.sight.Json;
import io.drover.sight.Overview;
import io.drover.sight.Sights;
import io.drover.sight.Spans;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover status}: what one of them does. */
@Command(
        name = "drover status",
        sortOptions = false,
        description = "Shows what a run, flow or pool does now: how far it is, what runs and for how long, and its workers.")
public final class StatusCommand extends NamedCommand {
    @Option(names = "--json", description = "One JSON object a line; drover help control has the fields.")
    private boolean json;

    @Option(names = "--watch", description = "Again every second, until it is over.")
    private boolean watch;

    @Override
    public int run() throws IOException {
        Found found = find();
        print(found.sight());
        while (watch && Pauses.sleep(1000)) {
            List<Found> again = Supervisors.all().stream().filter(one -> one.socket().equals(found.socket())).toList();
            if (again.isEmpty()) {
                return 0;
            }
            if (!json) {
                System.out.println();
            }
            print(again.get(0).sight());
        }
        return 0;
    }

    private void print(SupervisorSight sight) {
        if (json) {
            System.out.println(Json.text(Sights.json(sight)));
            return;
        }
        System.out.println(sight.getKind() + " " + sight.getPid() + (sight.getName().isEmpty() ? "" : " " + sight.getName()) + ", for "
                + Spans.of(Sights.ageMillis(sight)) + ": " + Sights.command(sight));
        sight.getCrewsList().forEach(StatusCommand::printTotals);
        if (sight.getStoredCount() > 0) {
            System.out.println("stored: " + sight.getStoredList().stream()
                    .map(count -> count.getTasks() + " " + count.getState())
                    .collect(Collectors.joining(", ")));
        }
        if (sight.getPredecessorTasks() > 0) {
            System.out.println("predecessor: still runs " + sight.getPredecessorTasks() + (sight.getPredecessorTasks() == 1 ? " task" : " tasks"));
        }
        if (!sight.getPage().isEmpty()) {
            System.out.println("page: " + sight.getPage() + secret(sight.getPageToken()));
        }
        if (!sight.getRolling().getCurrent().isEmpty()) {
            System.out.println("rolling: " + sight.getRolling().getCurrent() + " starts anew, "
                    + sight.getRolling().getDoneCount() + " done, " + sight.getRolling().getLeftCount() + " left");
        }
        RowPrinter processes = new RowPrinter(System.out, false);
        sight.getProcessesList().forEach(process -> processes.add(row(process)));
        processes.end();
        RowPrinter tasks = new RowPrinter(System.out, false);
        RowPrinter workers = new RowPrinter(System.out, false);
        for (SupervisorSight.Crew crew : sight.getCrewsList()) {
            crew.getRunningList().forEach(task -> tasks.add(row(crew, task)));
            crew.getWorkersList().forEach(worker -> workers.add(row(crew, worker)));
        }
        tasks.end();
        workers.end();
    }

    /** For the script of the page, which a browser sends to nobody. */
    private static String secret(String file) {
        try {
            return file.isEmpty() ? "" : "#token=" + URLEncoder.encode(Files.readString(Path.of(file)).strip(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return " with the token in " + file;
        }
    }

    private static void printTotals(SupervisorSight.Crew crew) {
        Overview all = Overview.of(List.of(crew));
        System.out.println((crew.getName().isEmpty() ? "" : crew.getName() + ": ") + all.running() + " of " + all.slots() + " slots at work, "
                + all.waiting() + " waiting, " + all.done() + " done" + (all.bad() == 0 ? "" : ", " + all.bad() + " of them failed")
                + (crew.hasLeftMillis() ? ", " + Spans.of(crew.getLeftMillis()) + " left" : "")
                + (crew.getHeld().isEmpty() ? "" : "; nothing starts: " + crew.getHeld()));
    }

    private static Map<String, Object> row(SupervisorSight.Crew crew, SupervisorSight.Task task) {
        Map<String, Object> row = begun(crew);
        row.put("task", task.getNumber());
        row.put("slot", task.getSlot());
        row.put("worker", task.getWorker());
        row.put("for", Spans.of(task.getRunMillis()));
        row.put("command", task.getTitle().toStringUtf8());
        return row;
    }

    private static Map<String, Object> row(SupervisorSight.Crew crew, SupervisorSight.Worker worker) {
        Map<String, Object> row = begun(crew);
        Long rss = Sights.rss(worker);
        row.put("worker", worker.getWorker());
        row.put("pid", worker.getPid());
        row.put("state", worker.getLife());
        row.put("slots", worker.getSlots());
        row.put("tasks", worker.getTasks());
        row.put("rss", rss == null ? "" : (rss >> 20) + " MB");
        return row;
    }

    private static Map<String, Object> row(SupervisorSight.Process process) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("process", process.getName());
        row.put("state", process.getState());
        row.put("pid", process.getPid() == 0 ? "" : process.getPid());
        row.put("for", Spans.of(Math.max(0, System.currentTimeMillis() - process.getSinceMillis())));
        row.put("restarts", process.getRestarts());
        row.put("last", process.getLast());
        return row;
    }

    private static Map<String, Object> begun(SupervisorSight.Crew crew) {
        Map<String, Object> row = new LinkedHashMap<>();
        if (!crew.getName().isEmpty()) {
            row.put("stage", crew.getName());
        }
        return row;
    }
}
