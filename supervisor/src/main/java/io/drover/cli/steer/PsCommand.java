package io.drover.cli.steer;

import io.drover.cli.table.RowPrinter;
import io.drover.client.Found;
import io.drover.client.Supervisors;
import io.drover.proto.SupervisorSight;
import io.drover.sight.Json;
import io.drover.sight.Overview;
import io.drover.sight.Sights;
import io.drover.sight.Spans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover ps}: what runs. */
@Command(
        name = "drover ps",
        sortOptions = false,
        description = "Lists what this user has running: runs, flows, services and the pools of Java programs, the oldest first."
                + " It looks where run directories are: in $XDG_RUNTIME_DIR, $TMPDIR and /tmp.")
public final class PsCommand extends SteerCommand {
    @Option(names = "--json", description = "One JSON object a line; drover help control has the fields.")
    private boolean json;

    @Override
    public int run() {
        List<Found> all = Supervisors.all();
        if (json) {
            all.forEach(one -> System.out.println(Json.text(Sights.json(one.sight()))));
            return 0;
        }
        RowPrinter rows = new RowPrinter(System.out, false);
        for (Found one : all) {
            SupervisorSight sight = one.sight();
            Overview overview = Overview.of(sight);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("pid", one.pid());
            row.put("kind", sight.getKind());
            row.put("name", sight.getName());
            row.put("state", overview.state());
            row.put("running", overview.running() + "/" + overview.slots());
            row.put("processes", Overview.processes(sight));
            row.put("waiting", overview.waiting());
            row.put("done", overview.done());
            row.put("failed", overview.bad());
            row.put("for", Spans.of(Sights.ageMillis(sight)));
            row.put("command", Sights.command(sight));
            rows.add(row);
        }
        rows.end();
        return 0;
    }
}
