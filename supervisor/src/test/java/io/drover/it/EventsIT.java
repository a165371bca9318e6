package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code --events} tells is what {@code drover help events} says, and agrees with itself. */
class EventsIT extends InSandbox {
    private static final EventSchema SCHEMA = new EventSchema();

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(sandbox.path("events"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks all lines, and that every submitted task has one end; returns how many of each event there are. */
    private Map<String, Integer> check() {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Integer> states = new TreeMap<>();
        Set<String> submitted = new HashSet<>();
        Set<String> running = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String line : lines()) {
            String event = SCHEMA.check(line);
            names.add(event);
            counts.merge(event, 1, Integer::sum);
            String task = field(line, "task");
            if (event.equals("task_submitted")) {
                assertTrue(submitted.add(task), line);
                running.add(task);
            } else if (task != null) {
                assertTrue(running.contains(task), () -> "not submitted, or ended: " + line);
            }
            if (event.equals("task_finished")) {
                running.remove(task);
                states.merge(field(line, "state"), 1, Integer::sum);
            }
        }
        assertEquals("run_started", names.get(0));
        assertEquals("run_finished", names.get(names.size() - 1));
        assertEquals(Set.of(), running, "submitted and not finished");
        String last = lines().get(names.size() - 1);
        assertEquals(submitted.size(), Integer.parseInt(field(last, "submitted")), last);
        for (String state : List.of("ok", "failed", "timed_out", "lost", "cancelled")) {
            assertEquals(states.getOrDefault(state, 0), Integer.parseInt(field(last, state)), last);
        }
        return counts;
    }

    private static String field(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^,\"}]*)").matcher(line);
        return matcher.find() ? matcher.group(1) : null;
    }

    @Test
    void helpKnowsTheEvents() {
        assertEquals(
                List.of(
                        "run_started", "task_submitted", "task_sent", "task_retried", "task_finished", "worker_spawned",
                        "worker_lost", "starts_held", "starts_released", "run_finished"),
                SCHEMA.events());
    }

    @Test
    void ofCommandsThatEndInAllWays() {
        sandbox.run("-j2", "--retries", "2", "--timeout", "2", "--events", "events", "{}",
                ":::", "true", "exit 3", "kill -9 $$", "sleep 1000", "echo \u00ff '\"'; exit 1 # \t\u0001").finish().exited(4);
        Map<String, Integer> counts = check();
        assertEquals(5, counts.get("task_submitted"));
        assertEquals(4, counts.get("task_retried"));
        // What was sent ahead may be called back from behind the one that takes long.
        assertTrue(counts.get("task_sent") >= 9, counts::toString);
    }

    @Test
    void ofLinesThatAreNoText() throws IOException {
        Path events = sandbox.path("events");
        sandbox.run("--events", "events", "echo {} >/dev/null").input(new byte[] {(byte) 0xff, '\n'}).finish().exited(0);
        check();
        assertTrue(Files.readString(events).contains("\"command\":{\"base64\":"));
    }

    @Test
    void ofARunThatIsHalted() {
        sandbox.run("-j2", "--halt", "now,fail=1", "--events", "events", "[ {} -lt 5 ]").input(numbers(20_000)).finish();
        Map<String, Integer> counts = check();
        assertTrue(counts.get("task_submitted") < 20_000, counts::toString);
    }

    @Test
    void ofARunThatIsStopped() {
        DroverProcess run = sandbox.run("-j2", "--events", "events", "echo >ready; sleep 1000").input(numbers(10)).start();
        sandbox.awaitFile("ready");
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        assertTrue(check().get("task_finished") > 1);
    }

    @Test
    void ofWorkersThatDie() {
        sandbox.run("-j1", "--events", "events", "--jar", tasks.toString(), "--task", "tasks.Conduct",
                ":::", "ok 1", "exit 3", "throw b").finish();
        Map<String, Integer> counts = check();
        assertEquals(3, counts.get("worker_lost"), counts::toString);
        assertEquals(2, counts.get("task_retried"), counts::toString);
    }

    @Test
    void ofStages() {
        sandbox.run("--events", "events", "--journal", "flow.db", "--stage", "one", "echo {}1; echo {}2", "--then", "--stage", "two", "--retries", "2",
                "test {} = a1", ":::", "a", "b").finish().exited(3);
        Map<String, Integer> counts = check();
        assertEquals(6, counts.get("task_finished"), counts::toString);
        assertEquals(3, counts.get("task_retried"), counts::toString);
        lines().stream().filter(line -> line.contains("\"task\":"))
                .forEach(line -> assertTrue(Set.of("one", "two").contains(field(line, "stage")), line));
        Map<String, String> stages = new TreeMap<>();
        lines().stream().filter(line -> line.contains("task_sent")).forEach(line -> {
            String stage = field(line, "stage");
            assertEquals(stage, stages.merge(field(line, "worker"), stage, (known, again) -> known), line);
        });
        assertEquals(
                List.of("one 6", "one 6", "two 0", "two 0", "two 0", "two 0"),
                lines().stream().filter(line -> line.contains("task_finished"))
                        .map(line -> field(line, "stage") + " " + field(line, "stdout_bytes")).sorted().toList());
    }

    @Test
    void ofStagesThatAreStopped() {
        DroverProcess run = sandbox.run("-j1", "--events", "events", "echo {}", "--then", "-j1", "echo >ready; sleep 1000").input(numbers(10)).start();
        sandbox.awaitFile("ready");
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        assertEquals("run_finished", SCHEMA.check(lines().get(lines().size() - 1)));
    }

    @Test
    void ofARunWithAJournal() {
        sandbox.run("--journal", "run.db", "--events", "events", "echo").input(numbers(100)).finish().exited(0);
        assertEquals(100, check().get("task_finished"));
    }
}
