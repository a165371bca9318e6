package io.drover.doctor;

import java.nio.file.Path;

/** Memory for a supervisor and its workers; that of the tasks comes on top. */
final class MemoryCheck implements Check {
    /** Measured: 131 MB of a supervisor after ten million tasks, 31 MB of an idle worker. */
    private static final long SUPERVISOR = 131L << 20;
    private static final long WORKER = 31L << 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Finding examine() {
        long machine = 1024
                * Kernel.first(Kernel.text(Path.of("/proc/meminfo")), "^MemAvailable: +(\\d+)").orElse(Long.MAX_VALUE / 1024);
        return examine(
                Math.min(machine, Cgroup.ours().freeMemory().orElse(Long.MAX_VALUE)),
                Runtime.getRuntime().availableProcessors());
    }

    static Finding examine(long available, int processors) {
        String what = Kernel.size(available) + " available";
        if (available < SUPERVISOR + WORKER) {
            return Finding.fail(what, "a run needs " + Kernel.size(SUPERVISOR + WORKER) + " beside its tasks");
        }
        if (available < SUPERVISOR + processors * WORKER) {
            return Finding.warn(what, "too little for a Java worker on each core: use -j or --workers");
        }
        return Finding.ok(what);
    }
}
