package io.drover.cli.steer;

import io.drover.cli.table.RowPrinter;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import io.drover.proto.Group;
import io.drover.sight.GroupSights;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover group}: how much of a service a group of tasks may have. */
@Command(
        name = "drover group",
        sortOptions = false,
        description = "Shows the groups of a service, or says how many tasks of one may run at a time. Others are not held up by those that wait.",
        footer = {"drover group", "drover group --slots 2 encode", "drover group --pause encode"})
public final class GroupCommand extends OfCommand {
    @Option(names = "--slots", paramLabel = "N", description = "At most N of its tasks at a time; 0: any number.")
    private Integer slots;

    @Option(names = "--pause", description = "None of its tasks starts; what runs goes on.")
    private boolean pause;

    @Option(names = "--resume", description = "End that.")
    private boolean resume;

    @Option(names = "--json", description = "One JSON object a line; drover help service has the fields.")
    private boolean json;

    @Parameters(paramLabel = "GROUP", arity = "0..1", description = "Which; without it, all are shown.")
    private String group;

    @Override
    public int run() throws IOException {
        if (pause && resume) {
            throw new UsageException("--pause and --resume do not go together");
        }
        if (slots == null && !pause && !resume) {
            return show();
        }
        if (group == null) {
            throw new UsageException("the name of a group is missing");
        }
        if (slots != null && slots < 0) {
            throw new UsageException("--slots wants a number from 0, for any number, not " + slots);
        }
        ControlRequest.SetGroup.Builder wanted = ControlRequest.SetGroup.newBuilder().setName(RawArguments.text(group));
        if (slots != null) {
            wanted.setSlots(slots);
        }
        if (pause || resume) {
            wanted.setPaused(pause);
        }
        return tell(ControlRequest.newBuilder().setGroup(wanted));
    }

    private int show() throws IOException {
        RowPrinter rows = new RowPrinter(System.out, json);
        ask(ControlRequest.newBuilder().setGroups(ControlRequest.ListGroups.getDefaultInstance())).getGroups().getGroupsList().stream()
                .filter(one -> group == null || one.getName().equals(RawArguments.text(group)))
                .forEach(one -> rows.add(json ? GroupSights.json(one) : row(one)));
        rows.end();
        return 0;
    }

    private static Map<String, Object> row(Group one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", one.getName().isEmpty() ? "-" : one.getName());
        row.put("slots", one.getSlots() == 0 ? "any" : one.getSlots());
        row.put("paused", one.getPaused() ? "yes" : "no");
        Map<String, Long> tasks = GroupSights.tasks(one);
        row.put("waiting", tasks.getOrDefault("waiting", 0L));
        row.put("running", tasks.getOrDefault("running", 0L));
        row.put("others", tasks.entrySet().stream()
                .filter(state -> !state.getKey().equals("waiting") && !state.getKey().equals("running"))
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", ")));
        return row;
    }
}
