package io.drover.cli;

import io.drover.flow.FlowRun;
import io.drover.flow.FlowSight;
import io.drover.supervisor.core.Thousands;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.output.ProgressForm;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Shows how far each stage is, from a thread of its own, until it is ended. */
final class StagesLine {
    private static final long INTERVAL_NANOS = 200_000_000;

    private final FlowRun run;
    private final OutputWriter writer;
    private final Thread thread = new Thread(this::loop, "drover-stages");
    private volatile boolean ended;

    private StagesLine(FlowRun run, OutputWriter writer) {
        this.run = run;
        this.writer = writer;
        thread.setDaemon(true);
    }

    /** Begins at once, if anything is to be shown. */
    static StagesLine of(FlowRun run, OutputWriter writer, ProgressForm form) {
        StagesLine line = new StagesLine(run, writer);
        if (form != ProgressForm.NONE) {
            line.thread.start();
        }
        return line;
    }

    private void loop() {
        while (!ended) {
            FlowSight seen = run.look();
            if (!seen.stages().isEmpty()) {
                writer.progress(text(seen));
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    /** Of each stage: waiting, running and done; and what keeps its tasks from starting. */
    static String text(FlowSight flow) {
        long failed = flow.stages().stream().mapToLong(stage -> stage.totals().bad()).sum();
        return flow.stages().stream()
                .map(stage -> stage.name() + ": " + Thousands.of(stage.waiting()) + "/" + Thousands.of(stage.running()) + "/"
                        + Thousands.of(stage.totals().finished()) + (stage.hold() == null ? "" : " (no task starts: " + stage.hold() + ")"))
                .collect(Collectors.joining("  ")) + (failed == 0 ? "" : "  " + Thousands.of(failed) + " failed");
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }
}
