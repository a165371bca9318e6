package io.drover.http;

import io.drover.proto.Group;
import io.drover.proto.SupervisorSight;
import io.drover.sight.Sights;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes metrics as Prometheus reads them: what was counted, and what is seen now. */
final class Exposition {
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();
    static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final List<String> ENDS = List.of("ok", "failed", "timed_out", "lost", "cancelled");
    /** Who gives each task a group of its own is not to fill the memory of who keeps the numbers. */
    private static final int MOST_GROUPS = 200;

    private Exposition() {}

    /**
     * All of them.
     *
     * @param groups of tasks in a store; empty where there is none
     */
    static byte[] text(MetricSnapshots counted, SupervisorSight sight, List<Group> groups) {
        List<MetricSnapshot> all = new ArrayList<>(counted.stream().toList());
        all.add(info(sight));
        all.add(tasks(sight));
        all.add(queue(groups));
        all.add(retries(sight));
        all.add(gauge("drover_tasks_running", "Tasks that have a slot.", sight, crew -> crew.getRunningCount()));
        all.add(gauge("drover_slots", "Tasks that can run at a time.", sight, SupervisorSight.Crew::getSlots));
        all.add(gauge("drover_held", "Whether nothing starts though it could.", sight, crew -> crew.getHeld().isEmpty() ? 0 : 1));
        all.add(workers(sight));
        all.add(memory(sight));
        all.add(processes(sight));
        all.add(processRestarts(sight));
        all.addAll(ProcessMetrics.all());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            WRITER.write(bytes, new MetricSnapshots(all), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static MetricSnapshot info(SupervisorSight sight) {
        return GaugeSnapshot.builder().name("drover_start_time_seconds").help("When it began, since 1970.")
                .dataPoint(point(sight.getStartedMillis() / 1000.0, Labels.of("kind", sight.getKind(), "name", sight.getName())))
                .build();
    }

    /** A crew of a service counts attempts, so its store is asked. */
    private static MetricSnapshot tasks(SupervisorSight sight) {
        CounterSnapshot.Builder ended = CounterSnapshot.builder().name("drover_tasks").help("Tasks that have ended, by how.");
        if (sight.getKind().equals("service")) {
            Map<String, Long> counts = sight.getEndedList().stream()
                    .collect(Collectors.toMap(SupervisorSight.StateCount::getState, SupervisorSight.StateCount::getTasks));
            ENDS.forEach(state -> ended.dataPoint(count(Labels.EMPTY, state, counts.getOrDefault(state, 0L))));
            return ended.build();
        }
        for (SupervisorSight.Crew crew : sight.getCrewsList()) {
            ended.dataPoint(count(stage(crew), "ok", crew.getOk()))
                    .dataPoint(count(stage(crew), "failed", crew.getFailed()))
                    .dataPoint(count(stage(crew), "timed_out", crew.getTimedOut()))
                    .dataPoint(count(stage(crew), "lost", crew.getLost()))
                    .dataPoint(count(stage(crew), "cancelled", crew.getCancelled()));
        }
        return ended.build();
    }

    private static CounterSnapshot.CounterDataPointSnapshot count(Labels stage, String state, long number) {
        return CounterSnapshot.CounterDataPointSnapshot.builder().value(number).labels(stage.add("state", state)).build();
    }

    private static MetricSnapshot queue(List<Group> groups) {
        GaugeSnapshot.Builder queue = GaugeSnapshot.builder().name("drover_queue_tasks").help("Tasks in the store, by state and group.");
        groups.stream().limit(MOST_GROUPS).forEach(group -> {
            Labels named = group.getName().isEmpty() ? Labels.EMPTY : Labels.of("group", group.getName());
            group.getTasksList().forEach(count -> queue.dataPoint(point(count.getTasks(), named.add("state", count.getState()))));
        });
        return queue.build();
    }

    private static MetricSnapshot retries(SupervisorSight sight) {
        return CounterSnapshot.builder().name("drover_task_retries").help("Failures of tasks that were followed by another attempt.")
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(sight.getRetried()).build())
                .build();
    }

    private interface Number {
        double of(SupervisorSight.Crew crew);
    }

    private static MetricSnapshot gauge(String name, String help, SupervisorSight sight, Number number) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        for (SupervisorSight.Crew crew : sight.getCrewsList()) {
            gauge.dataPoint(point(number.of(crew), stage(crew)));
        }
        return gauge.build();
    }

    private static MetricSnapshot workers(SupervisorSight sight) {
        GaugeSnapshot.Builder workers = GaugeSnapshot.builder().name("drover_workers").help("Worker processes, by how far they are.");
        for (String state : List.of("starting", "ready", "leaving")) {
            long number = sight.getCrewsList().stream()
                    .flatMap(crew -> crew.getWorkersList().stream())
                    .filter(worker -> worker.getLife().equals(state))
                    .count();
            workers.dataPoint(point(number, Labels.of("state", state)));
        }
        return workers.build();
    }

    /** Two at a place while one takes over from another. */
    private static MetricSnapshot memory(SupervisorSight sight) {
        Map<Labels, Long> places = new LinkedHashMap<>();
        for (SupervisorSight.Crew crew : sight.getCrewsList()) {
            for (SupervisorSight.Worker worker : crew.getWorkersList()) {
                Long bytes = Sights.rss(worker);
                places.merge(stage(crew).add("worker", Integer.toString(worker.getWorker())), bytes == null ? 0 : bytes, Long::sum);
            }
        }
        GaugeSnapshot.Builder memory = GaugeSnapshot.builder()
                .name("drover_worker_resident_memory_bytes")
                .help("Memory of worker processes, without that of the commands they run.");
        places.forEach((labels, bytes) -> memory.dataPoint(point(bytes, labels)));
        return memory.build();
    }

    private static MetricSnapshot processes(SupervisorSight sight) {
        GaugeSnapshot.Builder processes = GaugeSnapshot.builder().name("drover_process_running").help("Whether a process that is kept running does run.");
        sight.getProcessesList().forEach(process ->
                processes.dataPoint(point(process.getState().equals("running") ? 1 : 0, Labels.of("process", process.getName()))));
        return processes.build();
    }

    private static MetricSnapshot processRestarts(SupervisorSight sight) {
        CounterSnapshot.Builder restarts = CounterSnapshot.builder()
                .name("drover_process_restarts")
                .help("How often a process that is kept running was started again.");
        sight.getProcessesList().forEach(process -> restarts.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .value(process.getRestarts())
                .labels(Labels.of("process", process.getName()))
                .build()));
        return restarts.build();
    }

    private static Labels stage(SupervisorSight.Crew crew) {
        return crew.getName().isEmpty() ? Labels.EMPTY : Labels.of("stage", crew.getName());
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }
}
