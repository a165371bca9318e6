package io.drover.report;

import io.drover.flow.journal.FlowReader;
import io.drover.sqlite.DatabaseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of a flow, which all continue each other, and its stages.
 *
 * @param slots by run, in their order, and stage: how many tasks ran at a time
 */
record FlowRuns(Chain chain, List<String> stages, List<int[]> slots) {
    private static final String ENDED = """
            SELECT run, count(*) AS attempts, max(started + nanos / 1000) AS last FROM items
            WHERE started > 0 AND state <> 'pending' AND task IS NULL GROUP BY run""";

    static FlowRuns read(FlowReader flow) throws DatabaseException {
        List<String> stages = new ArrayList<>();
        flow.query("SELECT name FROM stages ORDER BY number", row -> stages.add((String) row.get("name")));
        Map<Long, Map<String, Object>> ended = new HashMap<>();
        flow.query(ENDED, row -> ended.put(Chain.number(row, "run"), row));
        List<Map<String, Object>> rows = new ArrayList<>();
        flow.query("SELECT * FROM runs ORDER BY id", rows::add);
        if (rows.isEmpty()) {
            throw new DatabaseException("the journal has no run yet");
        }
        long[] came = {0};
        flow.query("SELECT max(came) AS came FROM items", row -> came[0] = Chain.number(row, "came"));
        List<Chain.Run> runs = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            if (row.get("command").equals("")) {
                row.put("command", String.join(" > ", stages));
            }
            runs.add(run(row, ended.getOrDefault(Chain.number(row, "id"), Map.of()), row == rows.get(rows.size() - 1) ? came[0] : 0));
        }
        Axis axis = new Axis();
        runs.forEach(run -> axis.append(run.id(), run.start(), run.end()));
        List<int[]> slots = slots(flow, runs, stages.size());
        int most = slots.stream().mapToInt(FlowRuns::sum).max().orElse(0);
        return new FlowRuns(new Chain(runs.get(0).id(), runs, axis, runs.stream().mapToLong(Chain.Run::attempts).sum(), most), stages, slots);
    }

    /** @param came when the last item did, of the last run */
    private static Chain.Run run(Map<String, Object> row, Map<String, Object> ended, long came) {
        long start = Chain.number(row, "started");
        return Chain.Run.of(row, ended, start, Math.max(Math.max(start, came), Chain.number(ended, "last")), true);
    }

    /** Where nobody wrote them down: as many as were seen. */
    private static List<int[]> slots(FlowReader flow, List<Chain.Run> runs, int stages) throws DatabaseException {
        int[] seen = new int[stages];
        flow.query("SELECT stage, max(slot) AS slots FROM items GROUP BY stage",
                row -> seen[(int) Chain.number(row, "stage")] = (int) Chain.number(row, "slots"));
        Map<Long, int[]> byRun = new HashMap<>();
        flow.query("SELECT run, stage, slots FROM slots", row ->
                byRun.computeIfAbsent(Chain.number(row, "run"), run -> new int[stages])[(int) Chain.number(row, "stage")] =
                        (int) Chain.number(row, "slots"));
        return runs.stream().map(run -> byRun.getOrDefault(run.id(), seen)).toList();
    }

    private static int sum(int[] slots) {
        int sum = 0;
        for (int of : slots) {
            sum += of;
        }
        return sum;
    }

    /** How many slots a stage had at a moment on the axis. */
    int slots(int stage, long at) {
        List<Axis.Mark> marks = chain.axis().marks();
        int run = 0;
        while (run + 1 < marks.size() && marks.get(run + 1).at() <= at) {
            run++;
        }
        return Math.max(1, slots.get(run)[stage]);
    }
}
