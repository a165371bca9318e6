package io.drover.report;

import io.drover.journal.JournalReader;
import io.drover.sqlite.DatabaseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run with all that it continues and that continue it: together they work on one list of tasks.
 *
 * @param attempts how many rows {@link JournalReader#attempts} will pass on
 * @param slots the highest number of a slot
 */
record Chain(long id, List<Run> runs, Axis axis, long attempts, int slots) {
    private static final String ENDED = """
            SELECT run, count(*) AS attempts, max(slot) AS slots, min(started) AS first,
                max(started + nanos / 1000) AS last
            FROM (SELECT last_run AS run, slot, started, nanos FROM tasks WHERE started > 0 AND run IN (%1$s)
                UNION ALL SELECT run, slot, started, nanos FROM attempts WHERE started > 0 AND run IN (%1$s))
            GROUP BY run""";

    /**
     * One start of Drover.
     *
     * @param start microseconds since 1970, as is {@code end}
     * @param end of its last task, if it has not ended itself
     * @param exit null if it has not ended itself
     */
    record Run(
            long id,
            long start,
            long end,
            String ending,
            Long exit,
            String command,
            String directory,
            boolean inputComplete,
            long attempts) {

        /**
         * As its row says.
         *
         * @param ended what is known of its tasks
         */
        static Run of(Map<String, Object> row, Map<String, Object> ended, long start, long end, boolean inputComplete) {
            return new Run(
                    number(row, "id"),
                    start,
                    Math.max(end, number(row, "ended")),
                    row.get("ending") == null ? "running, or killed" : (String) row.get("ending"),
                    row.get("exit") == null ? null : number(row, "exit"),
                    (String) row.get("command"),
                    (String) row.get("directory"),
                    inputComplete,
                    number(ended, "attempts"));
        }
    }

    /** A part of an SQL condition: the runs that belong to {@code chain}. */
    static String runsOf(long chain) {
        return "SELECT id FROM runs WHERE chain = " + chain;
    }

    Run last() {
        return runs.get(runs.size() - 1);
    }

    boolean inputComplete() {
        return runs.stream().anyMatch(Run::inputComplete);
    }

    /** The chain of run {@code wanted}; of the last run if that is null. */
    static Chain read(JournalReader journal, Long wanted) throws DatabaseException {
        long chain = find(journal, wanted);
        Map<Long, Map<String, Object>> ended = new HashMap<>();
        journal.query(ENDED.formatted(runsOf(chain)), row -> ended.put(number(row, "run"), row));
        List<Run> runs = new ArrayList<>();
        journal.query("SELECT * FROM runs WHERE chain = " + chain + " ORDER BY id",
                row -> runs.add(run(row, ended.getOrDefault(number(row, "id"), Map.of()))));
        Axis axis = new Axis();
        runs.forEach(run -> axis.append(run.id(), run.start(), run.end()));
        long slots = ended.values().stream().mapToLong(row -> number(row, "slots")).max().orElse(0);
        return new Chain(chain, runs, axis, runs.stream().mapToLong(Run::attempts).sum(), (int) slots);
    }

    private static long find(JournalReader journal, Long wanted) throws DatabaseException {
        Map<Long, Long> chains = new HashMap<>();
        journal.query("SELECT id, chain FROM runs", row -> chains.put(number(row, "id"), number(row, "chain")));
        long last = chains.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (last == 0) {
            throw new DatabaseException("the journal has no run yet");
        }
        Long chain = chains.get(wanted == null ? last : wanted);
        if (chain == null) {
            throw new DatabaseException("--run: there is no run " + wanted + " in the journal; the last one is " + last);
        }
        return chain;
    }

    private static Run run(Map<String, Object> row, Map<String, Object> ended) {
        long start = number(row, "started");
        long last = Math.max(start, number(ended, "last"));
        return Run.of(row, ended, ended.isEmpty() ? start : Math.min(start, number(ended, "first")), last, number(row, "input_complete") > 0);
    }

    /** 0 for NULL. */
    static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }
}
