package io.drover.cli.steer;

import io.drover.proto.SupervisorSight;
import io.drover.sight.Overview;
import io.drover.sight.Sights;
import io.drover.sight.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/**
 * What {@code drover top} shows of a supervisor, made for a screen: never more lines or columns than that has.
 *
 * @param lines from top to bottom
 * @param selected which of them is of the selected task; negative: none
 */
record TopPage(List<String> lines, int selected) {
    private static final String KEYS = "p pause/resume  + - scale  j k select  K cancel  q quit";
    private static final int MOST_STAGES = 5;
    private static final int MOST_PROCESSES = 8;

    /** A task and where it runs. */
    record Row(SupervisorSight.Crew crew, SupervisorSight.Task task) {}

    /** All that runs, in the order in which it is shown. */
    static List<Row> rows(SupervisorSight sight) {
        List<Row> rows = new ArrayList<>();
        sight.getCrewsList().forEach(crew -> crew.getRunningList().forEach(task -> rows.add(new Row(crew, task))));
        return rows;
    }

    /**
     * @param rate tasks that end in a second; negative: not known yet
     * @param chosen which of the {@link #rows}; negative: none
     * @param message for the user, or none
     */
    static TopPage of(SupervisorSight sight, Usage usage, double rate, int chosen, String message, int width, int height) {
        List<String> head = head(sight, usage, rate);
        List<Row> rows = rows(sight);
        List<String> workers = workers(sight, usage);
        // Keys, the two headings, and a line between the tables.
        int room = Math.max(0, height - head.size() - 4);
        int forWorkers = Math.min(workers.size(), Math.max(room / 3, room - rows.size()));
        int forTasks = Math.max(0, room - forWorkers);
        int first = Math.max(0, Math.min(chosen - forTasks / 2, rows.size() - forTasks));
        List<String> lines = new ArrayList<>(head);
        lines.add(String.format(Locale.ROOT, "%8s %4s %6s %8s %5s %7s %s", "TASK", "SLOT", "WORKER", "FOR", "CPU%", "RSS", "COMMAND"));
        int selected = -1;
        for (int i = first; i < Math.min(rows.size(), first + forTasks); i++) {
            selected = i == chosen ? lines.size() : selected;
            lines.add(task(rows.get(i), usage, sight.getCrewsCount() > 1));
        }
        while (lines.size() < head.size() + 1 + Math.min(forTasks, rows.size())) {
            lines.add("");
        }
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%8s %9s %-8s %5s %5s %5s %7s", "WORKER", "PID", "STATE", "SLOTS", "TASKS", "CPU%", "RSS"));
        lines.addAll(workers.subList(0, forWorkers));
        while (lines.size() < height - 1) {
            lines.add("");
        }
        List<String> all = new ArrayList<>(lines.subList(0, Math.max(0, Math.min(lines.size(), height - 1))));
        all.add(message.isEmpty() ? KEYS : message);
        return new TopPage(all.stream().map(line -> cut(line, width)).toList(), selected);
    }

    private static List<String> head(SupervisorSight sight, Usage usage, double rate) {
        List<String> lines = new ArrayList<>();
        lines.add(sight.getKind() + " " + sight.getPid() + (sight.getName().isEmpty() ? "" : " " + sight.getName()) + ", for "
                + Spans.of(Sights.ageMillis(sight)) + ": " + Sights.command(sight));
        lines.add(totals(Overview.of(sight)) + (rate < 0 ? "" : String.format(Locale.ROOT, ", %.1f tasks/s", rate)));
        for (SupervisorSight.Crew crew : sight.getCrewsList()) {
            if (sight.getCrewsCount() > 1 && lines.size() < 2 + MOST_STAGES) {
                lines.add("  " + crew.getName() + ": " + totals(Overview.of(List.of(crew))));
            }
        }
        String held = sight.getCrewsList().stream().map(SupervisorSight.Crew::getHeld).filter(why -> !why.isEmpty()).findFirst().orElse("");
        lines.add(held.isEmpty() ? "" : "nothing starts: " + held);
        for (SupervisorSight.Process process : sight.getProcessesList().stream().limit(MOST_PROCESSES).toList()) {
            lines.add(process(process, usage));
        }
        return lines;
    }

    private static String process(SupervisorSight.Process process, Usage usage) {
        Usage.Used used = usage.of(process);
        return String.format(
                Locale.ROOT,
                "%-14s %-8s %9s %8s %5s %7s %s",
                process.getName(),
                process.getState(),
                process.getPid() == 0 ? "" : process.getPid(),
                Spans.of(Math.max(0, System.currentTimeMillis() - process.getSinceMillis())),
                cpu(used),
                rss(used),
                (process.getRestarts() == 0 ? "" : process.getRestarts() + " restarts, last: ") + process.getLast());
    }

    private static String totals(Overview all) {
        return all.running() + " of " + all.slots() + " slots at work, " + all.waiting() + " waiting, " + all.done() + " done"
                + (all.bad() == 0 ? "" : ", " + all.bad() + " of them failed");
    }

    private static String task(Row row, Usage usage, boolean stages) {
        SupervisorSight.Task task = row.task();
        Usage.Used used = row.crew().getWorkersList().stream()
                .filter(worker -> worker.getWorker() == task.getWorker())
                .findFirst()
                .map(worker -> usage.of(task, worker))
                .orElse(null);
        return String.format(
                Locale.ROOT,
                "%8d %4d %6d %8s %5s %7s %s",
                task.getNumber(),
                task.getSlot(),
                task.getWorker(),
                Spans.of(task.getRunMillis()),
                cpu(used),
                rss(used),
                (stages ? row.crew().getName() + ": " : "") + task.getTitle().toStringUtf8());
    }

    private static List<String> workers(SupervisorSight sight, Usage usage) {
        List<String> lines = new ArrayList<>();
        for (SupervisorSight.Crew crew : sight.getCrewsList()) {
            for (SupervisorSight.Worker worker : crew.getWorkersList()) {
                Usage.Used used = usage.of(worker);
                lines.add(String.format(
                        Locale.ROOT,
                        "%8d %9s %-8s %5d %5d %5s %7s %s",
                        worker.getWorker(),
                        worker.getPid() == 0 ? "" : worker.getPid(),
                        worker.getLife(),
                        worker.getSlots(),
                        worker.getTasks(),
                        cpu(used),
                        rss(used),
                        crew.getName()));
            }
        }
        return lines;
    }

    private static String cpu(Usage.Used used) {
        return used == null || used.cpu() < 0 ? "" : String.format(Locale.ROOT, "%.0f", 100 * used.cpu());
    }

    private static String rss(Usage.Used used) {
        return used == null ? "" : (used.rss() >> 20) + " MB";
    }

    /** What is no character of a line is a question mark; some take two columns, and some none. */
    private static String cut(String line, int width) {
        StringBuilder text = new StringBuilder();
        int columns = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            int character = line.codePointAt(i);
            int shown = Character.isISOControl(character) ? '?' : character;
            columns += Math.max(0, WCWidth.wcwidth(shown));
            if (columns > width) {
                break;
            }
            text.appendCodePoint(shown);
        }
        return text.toString();
    }
}
