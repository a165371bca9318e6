package io.drover.http;

import com.google.protobuf.ByteString;
import io.drover.proto.NewTask;
import io.drover.supervisor.work.Quoting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;

/** Makes tasks of JSON. What is not understood is refused: a word that is written wrongly is not to be passed over. */
final class NewTasks {
    private interface Member {
        void read(JSONObject from, String name, NewTask.Builder into);
    }

    private static final Map<String, Member> MEMBERS = Map.ofEntries(
            Map.entry("command", (from, name, into) -> into.setCommand(ByteString.copyFromUtf8(command(from, name)))),
            Map.entry("directory", (from, name, into) -> into.setDirectory(ByteString.copyFromUtf8(directory(from.getString(name))))),
            Map.entry("environment", (from, name, into) -> variables(from.getJSONObject(name), into)),
            Map.entry("priority", (from, name, into) -> into.setPriority(Members.integer(from, name))),
            Map.entry("delay", (from, name, into) -> into.setDelayMillis(Members.millis(from, name))),
            Map.entry("at", (from, name, into) -> into.setAtMillis(Members.millis(from, name))),
            Map.entry("every", (from, name, into) -> into.setEvery(from.getString(name))),
            Map.entry("overlap", (from, name, into) -> into.setOverlap(from.getBoolean(name))),
            Map.entry("backoff", (from, name, into) -> into.setBackoffMillis(Members.millis(from, name))),
            Map.entry("backoff_most", (from, name, into) -> into.setBackoffMostMillis(Members.millis(from, name))),
            Map.entry("timeout", (from, name, into) -> into.setTimeoutMillis(Members.millis(from, name))),
            Map.entry("attempts", (from, name, into) -> into.setAttempts(Members.count(from, name))),
            Map.entry("group", (from, name, into) -> into.setGroup(from.getString(name))),
            Map.entry("key", (from, name, into) -> into.setKey(from.getString(name))),
            Map.entry("after", (from, name, into) -> numbers(from.getJSONArray(name), into)),
            Map.entry("after_any", (from, name, into) -> into.setAfterAny(from.getBoolean(name))),
            Map.entry("stash", (from, name, into) -> into.setStash(from.getBoolean(name))));
    /** What a task that is there keeps. */
    private static final Set<String> KEPT = Set.of("key", "after", "after_any", "overlap", "stash");

    private NewTasks() {}

    /**
     * One task, or those in an array called tasks.
     *
     * @throws RuntimeException where it is something else; the message is for the user
     */
    static List<NewTask> of(JSONObject body) {
        if (!body.has("tasks")) {
            return List.of(task(body));
        }
        if (body.length() > 1) {
            throw new IllegalArgumentException("beside tasks there is nothing else");
        }
        List<NewTask> tasks = new ArrayList<>();
        JSONArray many = body.getJSONArray("tasks");
        for (int i = 0; i < many.length(); i++) {
            tasks.add(task(many.getJSONObject(i)));
        }
        return tasks;
    }

    private static NewTask task(JSONObject from) {
        NewTask.Builder task = NewTask.newBuilder().setDirectory(ByteString.copyFromUtf8(directory("")));
        read(from, MEMBERS.keySet(), task);
        if (task.getCommand().isEmpty()) {
            throw new IllegalArgumentException("a task needs a command");
        }
        return task.build();
    }

    /**
     * What is to be another in a task that has not started.
     *
     * @throws RuntimeException where it is something else; the message is for the user
     */
    static NewTask changes(JSONObject body) {
        Set<String> known = new HashSet<>(MEMBERS.keySet());
        known.removeAll(KEPT);
        NewTask.Builder changes = NewTask.newBuilder();
        read(body, known, changes);
        if (body.isEmpty() || changes.hasCommand() && changes.getCommand().isEmpty()) {
            throw new IllegalArgumentException(body.isEmpty() ? "say what is to change" : "a task needs a command");
        }
        return changes.build();
    }

    private static void read(JSONObject from, Set<String> known, NewTask.Builder into) {
        for (String name : from.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("a task has no " + name + ", but " + known.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (!from.isNull(name)) {
                MEMBERS.get(name).read(from, name, into);
            }
        }
    }

    /** A line for the shell, or words that are run as they are. */
    private static String command(JSONObject from, String name) {
        JSONArray words = from.optJSONArray(name);
        return words == null
                ? from.getString(name)
                : IntStream.range(0, words.length()).mapToObj(words::getString).map(Quoting::quoted).collect(Collectors.joining(" "));
    }

    /** Relative to that of the service. */
    private static String directory(String text) {
        return Path.of(text).toAbsolutePath().normalize().toString();
    }

    private static void numbers(JSONArray from, NewTask.Builder into) {
        for (int i = 0; i < from.length(); i++) {
            if (!(from.get(i) instanceof Integer || from.get(i) instanceof Long)) {
                throw new IllegalArgumentException("after wants numbers of tasks");
            }
            into.addAfter(from.getLong(i));
        }
    }

    private static void variables(JSONObject from, NewTask.Builder into) {
        for (String name : from.keySet()) {
            if (name.isEmpty() || name.contains("=") || (name + from.getString(name)).indexOf(0) >= 0) {
                throw new IllegalArgumentException("there can be no variable " + name);
            }
            into.addEnvironment(ByteString.copyFromUtf8(name + "=" + from.getString(name)));
        }
    }
}
