package io.drover.cli;

import io.drover.supervisor.core.Pacing;
import io.drover.supervisor.input.UsageException;
import io.drover.supervisor.pacing.FreeMemory;
import io.drover.supervisor.pacing.LoadLimit;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.supervisor.pacing.StartPolicy;
import io.drover.supervisor.pacing.SwapActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Options about what the start of a task waits for. */
final class PacingOptions {
    private static final String ADAPTIVE = "auto";

    @Option(
            names = "--delay",
            paramLabel = "TIME[auto]",
            description = "Let so much time pass between the starts of two tasks. auto: 30 % more after a failure, "
                    + "10 % less after a success.")
    private String delay;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            description = "Add up to so much to each --delay, at random, so that starts do not synchronise.")
    private String jitter;

    @Option(
            names = "--load",
            paramLabel = "N|N%|+N|-N",
            description = "Start nothing while so many threads of the machine run or wait for a disk: a number, a share "
                    + "of the cores, more or fewer than there are.")
    private String load;

    @Option(
            names = "--memfree",
            paramLabel = "SIZE",
            converter = BlockSize.class,
            description = "Start nothing while less memory is free.")
    private Long memoryFree;

    @Option(names = "--noswap", description = "Start nothing while the machine swaps both in and out.")
    private boolean noSwap;

    Pacing pacing() {
        String time = adaptive() ? delay.substring(0, delay.length() - ADAPTIVE.length()) : delay;
        return new Pacing(
                nanos(time, "--delay"),
                nanos(jitter, "--jitter"),
                adaptive(),
                config().asks(),
                false,
                Pacing.ALL);
    }

    private boolean adaptive() {
        return delay != null && delay.endsWith(ADAPTIVE);
    }

    private static long nanos(String time, String option) {
        return time == null ? 0 : TimeUnit.MILLISECONDS.toNanos(Durations.millis(time, option));
    }

    PacingConfig config() {
        List<StartPolicy> policies = new ArrayList<>();
        if (load != null) {
            double most = JobCount.load(load);
            policies.add(new LoadLimit(() -> most));
        }
        if (noSwap) {
            policies.add(new SwapActivity());
        }
        if (memoryFree != null) {
            policies.add(new FreeMemory(positive(memoryFree, "--memfree"), 0));
        }
        return new PacingConfig(policies);
    }

    private static long positive(long size, String option) {
        if (size < 1) {
            throw new UsageException(option + " wants a size such as 500M, not " + size);
        }
        return size;
    }
}
