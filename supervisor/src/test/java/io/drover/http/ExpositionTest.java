package io.drover.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.proto.Group;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.output.Told;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** Metrics as they are written, and those who name them. */
class ExpositionTest {
    private static final SupervisorSight SIGHT = SupervisorSight.newBuilder()
            .setKind("service")
            .setName("etl")
            .setRetried(3)
            .addEnded(SupervisorSight.StateCount.newBuilder().setState("ok").setTasks(7))
            .addProcesses(SupervisorSight.Process.newBuilder().setName("web.1").setState("running").setRestarts(2))
            .addCrews(SupervisorSight.Crew.newBuilder().setSlots(4).setOk(9)
                    .addWorkers(SupervisorSight.Worker.newBuilder().setWorker(1).setLife("leaving"))
                    .addWorkers(SupervisorSight.Worker.newBuilder().setWorker(1).setLife("ready")))
            .build();

    private static String text() {
        Observed observed = new Observed();
        observed.countSpans(() -> 5, () -> 6);
        observed.take(List.of(
                new Told.Spawned(new WorkerKey(1, 1), 1), new Told.Lost(new WorkerKey(1, 1), "SIGKILL"), new Told.Spawned(new WorkerKey(1, 2), 1),
                new Told.Spawned(new WorkerKey(1, 3), 1)));
        Group group = Group.newBuilder().setName("g\"\\\n").addTasks(SupervisorSight.StateCount.newBuilder().setState("waiting").setTasks(2)).build();
        return new String(Exposition.text(observed.meters().snapshots(), SIGHT, List.of(group)), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsSeenAndWhatWasToldIsWritten() {
        String text = text();
        for (String line : new String[] {
            "drover_tasks_total{state=\"ok\"} 7.0", "drover_tasks_total{state=\"lost\"} 0.0", "drover_slots 4.0", "drover_task_retries_total 3.0",
            "drover_queue_tasks{group=\"g\\\"\\\\\\n\",state=\"waiting\"} 2.0", "drover_worker_restarts_total{reason=\"SIGKILL\"} 1.0",
            "drover_worker_restarts_total{reason=\"replaced\"} 1.0", "drover_process_restarts_total{process=\"web.1\"} 2.0",
            "drover_otlp_spans_total{state=\"dropped\"} 6.0", "drover_workers{state=\"leaving\"} 1.0"
        }) {
            assertTrue(text.contains("\n" + line + "\n"), () -> line + " is not in\n" + text);
        }
    }

    @Test
    void theDashboardNamesOnlyWhatIsThere() throws IOException {
        JSONObject dashboard = new JSONObject(Files.readString(Path.of("..", "scripts", "grafana-drover.json")));
        Set<String> named = new TreeSet<>();
        dashboard.getJSONArray("panels").forEach(panel -> ((JSONObject) panel).getJSONArray("targets")
                .forEach(target -> named.addAll(names(((JSONObject) target).getString("expr")))));
        assertFalse(named.isEmpty());
        Set<String> there = names(text());
        assertEquals(Set.of(), named.stream().filter(name -> !there.contains(name)).collect(Collectors.toSet()));
    }

    @Test
    void theHelpPageHasThemAll() throws IOException {
        String page;
        try (InputStream in = ExpositionTest.class.getResourceAsStream("/io/drover/help/http.md")) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Set<String> there = Pattern.compile("# TYPE (\\w+)").matcher(text()).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(there, names(page));
    }

    private static Set<String> names(String text) {
        return Pattern.compile("\\b(drover|process)_\\w+").matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
