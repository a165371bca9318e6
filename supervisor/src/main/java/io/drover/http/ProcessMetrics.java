package io.drover.http;

import io.drover.posix.ProcessTree;
import io.drover.posix.ThisProcess;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.File;
import java.util.List;

/** Of the supervisor's own process, by the names that all programs have for them. */
final class ProcessMetrics {
    private static final double TICKS_PER_SECOND = 100;

    private ProcessMetrics() {}

    static List<MetricSnapshot> all() {
        String[] descriptors = new File("/proc/self/fd").list();
        return List.of(
                gauge("process_resident_memory_bytes", "Memory of the supervisor.", ProcessTree.residentBytes(ThisProcess.id())),
                gauge("process_open_fds", "Files that the supervisor has open.", descriptors == null ? 0 : descriptors.length),
                CounterSnapshot.builder().name("process_cpu_seconds").help("Time that the supervisor has had of processors.")
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(ProcessTree.cpuTicks(ThisProcess.id()) / TICKS_PER_SECOND)
                                .build())
                        .build());
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder().name(name).help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}
