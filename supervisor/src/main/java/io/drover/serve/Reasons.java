package io.drover.serve;

import io.drover.proto.StoredTask;
import io.drover.sight.Spans;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.TaskSight;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words why a stored task is as it is: what it waits for and since when, how its attempts ended, and what it printed last. */
final class Reasons {
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_EARLIER = 5;
    private static final int LINES = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Store store;
    private final StoredTasks tasks;
    private final Now now;

    /** What is seen of those that the service has in memory. */
    interface Now {
        /** Empty: no crew has it. */
        Optional<TaskSight> look(long task);

        /** Why nothing starts; null: nothing is in the way. */
        Hold hold();

        static Now of(Supervisor supervisor) {
            return new Now() {
                @Override
                public Optional<TaskSight> look(long task) {
                    return supervisor.look(task);
                }

                @Override
                public Hold hold() {
                    return supervisor.look().crews().stream().map(crew -> crew.progress().hold()).filter(hold -> hold != null).findFirst().orElse(null);
                }
            };
        }
    }

    Reasons(Store store, Now now) {
        this.store = store;
        this.tasks = new StoredTasks(store);
        this.now = now;
    }

    /** Empty: there is no such task. */
    List<String> of(long id, long nowMillis) throws DatabaseException {
        StoredTask task = tasks.find(id, true).orElse(null);
        if (task == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        String command = task.getCommand().toStringUtf8().lines().findFirst().orElse("");
        lines.add("task " + id + ": " + (command.length() > LONGEST_TITLE ? command.substring(0, LONGEST_TITLE) + "..." : command));
        lines.add(state(task, nowMillis));
        lines.addAll(store.commit(connection -> attempts(connection, task, nowMillis)));
        addLast(task.getError().isEmpty() ? task.getOutput().toByteArray() : task.getError().toByteArray(), lines);
        return lines;
    }

    private String state(StoredTask task, long nowMillis) throws DatabaseException {
        long age = nowMillis - task.getSubmittedMillis();
        return switch (task.getState()) {
            case "blocked" -> "waits since " + Spans.of(age) + " for " + store.commit(connection -> earlier(connection, task.getId()));
            case "delayed" -> "is to start in " + Spans.of(Math.max(0, task.getDueMillis() - nowMillis)) + ", at " + time(task.getDueMillis())
                    + (task.getAttempts() > 0 ? ": its back-off after a failure" : "");
            case "waiting" -> {
                Optional<TaskSight> seen = now.look(task.getId());
                yield seen.isPresent()
                        ? where(seen.get())
                        : "has waited for " + Spans.of(Math.max(0, nowMillis - Math.max(task.getSubmittedMillis(), task.getDueMillis())))
                                + ": " + obstacle(task);
            }
            case "running" -> now.look(task.getId()).map(this::where).orElse("is running");
            case "held" -> "is held, until drover retry " + task.getId() + ": " + task.getWhy();
            case "stashed" -> "is stashed, until drover enqueue " + task.getId();
            case "quarantined" -> "is in quarantine, until drover quarantine retry " + task.getId() + " or drop: " + task.getWhy();
            case "recurring" -> "comes again and again, at '" + task.getEvery() + "': next in " + Spans.of(Math.max(0, task.getDueMillis() - nowMillis))
                    + ", at " + time(task.getDueMillis()) + "; it came " + task.getAttempts() + " times"
                    + (task.getStartedMillis() > 0 ? ", the last time at " + time(task.getStartedMillis()) : "")
                    + (task.getWhy().isEmpty() ? "" : "; " + task.getWhy());
            default -> "is " + task.getState() + " since " + Spans.of(Math.max(0, nowMillis - task.getEndedMillis()))
                    + (task.getStartedMillis() > 0 ? ", after it ran for " + Spans.of(Math.max(0, task.getEndedMillis() - task.getStartedMillis())) : "")
                    + (task.getWhy().isEmpty() ? "" : ": " + task.getWhy());
        };
    }

    private String where(TaskSight task) {
        String worker = task.worker() == null ? "a worker" : task.worker().toString();
        return switch (task.where()) {
            case SLEEPS, WAITS -> now.hold() == null ? "is next: all slots are taken" : "is next, but nothing starts: " + now.hold();
            case SENT -> "is with " + worker + ", which has not begun it";
            case RUNS -> "has run for " + Spans.of(task.nanos() / 1_000_000) + " in " + worker;
            case SETTLES -> "has lost " + worker + ", which died; what that has sent may still come";
        };
    }

    private String obstacle(StoredTask task) throws DatabaseException {
        Groups.Limit limit = store.groups().limit(task.getGroup());
        Hold hold = now.hold();
        if (limit.paused()) {
            return "its group is paused, until drover group --resume " + task.getGroup();
        }
        if (hold != null) {
            return "nothing starts: " + hold;
        }
        long left = store.commit(unused -> store.departures().left());
        if (left > 0) {
            return "others are before it, and slots are taken by " + left + (left == 1 ? " task" : " tasks") + " of a process that had this service before";
        }
        return limit.slots() > 0
                ? "others are before it, and its group has " + limit.slots() + (limit.slots() == 1 ? " slot" : " slots")
                : "others are before it, and all slots are taken";
    }

    private static String earlier(Connection connection, long id) throws SQLException {
        List<String> earlier = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT earlier, state, any FROM after JOIN tasks ON id = earlier WHERE task = ? ORDER BY earlier LIMIT " + (MOST_EARLIER + 1))) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String state = row.getString(2).equals("ready") ? "waiting" : row.getString(2);
                    earlier.add("task " + row.getLong(1) + ", which is " + state + (row.getInt(3) == 1 ? ", to end" : ", to be ok"));
                }
            }
        }
        return earlier.size() > MOST_EARLIER
                ? String.join("; ", earlier.subList(0, MOST_EARLIER)) + "; and others"
                : String.join("; ", earlier);
    }

    private static List<String> attempts(Connection connection, StoredTask task, long nowMillis) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT attempt, ended, why FROM attempts WHERE task = ? ORDER BY attempt")) {
            select.setLong(1, task.getId());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add("attempt " + row.getInt(1) + " ended " + Spans.of(Math.max(0, nowMillis - row.getLong(2) / 1000)) + " ago: " + row.getString(3));
                }
            }
        }
        return lines;
    }

    /** The last lines of what it has printed. */
    private static void addLast(byte[] printed, List<String> lines) {
        List<String> all = new String(printed, StandardCharsets.UTF_8).lines().toList();
        all.subList(Math.max(0, all.size() - LINES), all.size()).forEach(line -> lines.add("| " + line));
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
