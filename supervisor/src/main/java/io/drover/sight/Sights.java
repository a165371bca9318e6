package io.drover.sight;

import io.drover.posix.ProcessTree;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.work.Quoting;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is seen of a supervisor, as text and as JSON. */
public final class Sights {
    private Sights() {}

    /** {@return what was typed, as a shell would read it} */
    public static String command(SupervisorSight sight) {
        return sight.getArgumentsList().stream().map(word -> Quoting.quoted(word.toByteArray())).collect(Collectors.joining(" "));
    }

    /** {@return for how long it has run} */
    public static long ageMillis(SupervisorSight sight) {
        return Math.max(0, System.currentTimeMillis() - sight.getStartedMillis());
    }

    /** {@return its members as {@code drover help control} has them} */
    public static Map<String, Object> json(SupervisorSight sight) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kind", sight.getKind());
        all.put("name", sight.getName().isEmpty() ? null : sight.getName());
        all.put("pid", sight.getPid());
        all.put("started", seconds(sight.getStartedMillis()));
        all.put("arguments", sight.getArgumentsList().stream().map(word -> word.toString(StandardCharsets.UTF_8)).toList());
        all.put("state", Overview.of(sight).state());
        Map<String, Object> stored = new LinkedHashMap<>();
        sight.getStoredList().forEach(count -> stored.put(count.getState(), count.getTasks()));
        all.put("stored", sight.getKind().equals("service") ? stored : null);
        all.put("predecessor_tasks", sight.getPredecessorTasks());
        all.put("page", sight.getPage().isEmpty() ? null : sight.getPage());
        all.put("crews", sight.getCrewsList().stream().map(Sights::json).toList());
        all.put("processes", sight.getProcessesList().stream().map(Sights::json).toList());
        all.put("rolling", sight.hasRolling() ? json(sight.getRolling()) : null);
        return all;
    }

    private static Map<String, Object> json(SupervisorSight.Crew crew) {
        Overview overview = Overview.of(List.of(crew));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", crew.getName().isEmpty() ? null : crew.getName());
        all.put("slots", crew.getSlots());
        all.put("total", crew.hasTotal() ? crew.getTotal() : null);
        all.put("submitted", crew.getSubmitted());
        all.put("waiting", overview.waiting());
        all.put("ok", crew.getOk());
        all.put("failed", crew.getFailed());
        all.put("timed_out", crew.getTimedOut());
        all.put("lost", crew.getLost());
        all.put("cancelled", crew.getCancelled());
        all.put("left", crew.hasLeftMillis() ? seconds(crew.getLeftMillis()) : null);
        all.put("held", crew.getHeld().isEmpty() ? null : crew.getHeld());
        all.put("running", crew.getRunningList().stream().map(Sights::json).toList());
        all.put("workers", crew.getWorkersList().stream().map(Sights::json).toList());
        return all;
    }

    private static Map<String, Object> json(SupervisorSight.Task task) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("task", task.getNumber());
        all.put("slot", task.getSlot());
        all.put("worker", task.getWorker());
        all.put("runtime", seconds(task.getRunMillis()));
        all.put("command", task.getTitle().toStringUtf8());
        return all;
    }

    private static Map<String, Object> json(SupervisorSight.Worker worker) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("worker", worker.getWorker());
        all.put("generation", worker.getGeneration());
        all.put("pid", worker.getPid() == 0 ? null : worker.getPid());
        all.put("state", worker.getLife());
        all.put("slots", worker.getSlots());
        all.put("tasks", worker.getTasks());
        all.put("rss", rss(worker));
        return all;
    }

    private static Map<String, Object> json(SupervisorSight.Process process) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("process", process.getName());
        all.put("state", process.getState());
        all.put("pid", process.getPid() == 0 ? null : process.getPid());
        all.put("since", seconds(process.getSinceMillis()));
        all.put("due", process.getDueMillis() == 0 ? null : seconds(process.getDueMillis()));
        all.put("restarts", process.getRestarts());
        all.put("failures", process.getFailures());
        all.put("last", process.getLast().isEmpty() ? null : process.getLast());
        all.put("complaint", process.getComplaint().isEmpty() ? null : process.getComplaint());
        return all;
    }

    private static Map<String, Object> json(SupervisorSight.Rolling rolling) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("done", rolling.getDoneList());
        all.put("current", rolling.getCurrent().isEmpty() ? null : rolling.getCurrent());
        all.put("left", rolling.getLeftList());
        all.put("failure", rolling.getFailure().isEmpty() ? null : rolling.getFailure());
        return all;
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }

    /** {@return bytes; null where nobody knows} */
    public static Long rss(SupervisorSight.Worker worker) {
        long bytes = worker.getPid() == 0 ? 0 : ProcessTree.residentBytes((int) worker.getPid());
        return bytes == 0 ? null : bytes;
    }
}
