package io.drover.http;

import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.output.Told;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts what a supervisor tells. Told by one thread, read by any. */
final class Meters {
    /** Seconds; tasks take milliseconds, or days. */
    private static final double[] BOUNDS = {.001, .005, .01, .05, .1, .5, 1, 5, 10, 30, 60, 300, 1800, 7200, 43_200, 172_800};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram waited = histogram("drover_task_wait_seconds", "Time from when a task may start until it does.");
    private final Histogram ran = histogram("drover_task_run_seconds", "Time that an attempt of a task has run.");
    private final Counter restarts = Counter.builder()
            .name("drover_worker_restarts_total")
            .help("Worker processes that were started in place of another, by how that one ended.")
            .labelNames("reason")
            .register(registry);
    /** By place: how a worker ended that nobody wanted to. */
    private final Map<Integer, String> lost = new HashMap<>();

    private Histogram histogram(String name, String help) {
        return Histogram.builder().name(name).help(help).unit(Unit.SECONDS).classicOnly().classicUpperBounds(BOUNDS).withoutExemplars().register(registry);
    }

    void count(Told event) {
        if (event instanceof Told.Finished finished) {
            count(finished.task());
        } else if (event instanceof Told.Lost worker) {
            lost.put(worker.worker().place(), worker.reason());
        } else if (event instanceof Told.Spawned worker && worker.worker().generation() > 1) {
            String reason = lost.remove(worker.worker().place());
            restarts.labelValues(reason == null ? "replaced" : reason).inc();
        }
    }

    private void count(FinishedTask task) {
        if (task.attempts() > 0) {
            ran.observe((double) task.runNanos() / TimeUnit.SECONDS.toNanos(1));
            long due = task.task().origin() == null ? 0 : task.task().origin().dueMicros();
            if (due > 0 && task.startEpochMicros() > 0) {
                waited.observe(Math.max(0, (double) (task.startEpochMicros() - due) / TimeUnit.SECONDS.toMicros(1)));
            }
        }
    }

    void countSpans(LongSupplier sent, LongSupplier dropped) {
        CounterWithCallback.builder()
                .name("drover_otlp_spans_total")
                .help("Spans of tasks, by what became of them.")
                .labelNames("state")
                .callback(callback -> {
                    callback.call(sent.getAsLong(), "sent");
                    callback.call(dropped.getAsLong(), "dropped");
                })
                .register(registry);
    }

    MetricSnapshots snapshots() {
        return registry.scrape();
    }
}
