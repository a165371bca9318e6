package io.drover.cli.options;

import io.drover.cli.words.Durations;
import io.drover.cli.words.JobCount;
import io.drover.cli.words.Jobs;
import io.drover.cli.words.LimitCommand;
import io.drover.cli.words.Rate;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.core.Pacing;
import io.drover.supervisor.pacing.FreeMemory;
import io.drover.supervisor.pacing.LoadLimit;
import io.drover.supervisor.pacing.MemoryRoom;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.supervisor.pacing.StartPolicy;
import io.drover.supervisor.pacing.SwapActivity;
import io.drover.supervisor.pacing.Terminal;
import io.drover.supervisor.pacing.WatchedFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Options about what the start of a task waits for. */
final class PacingOptions {
    @Option(
            names = "--delay",
            paramLabel = "TIME[auto]",
            description = "Let so much time pass between the starts of two tasks. auto: 30 % more after a failure, "
                    + "10 % less after a success.")
    private String delay;

    @Option(
            names = "--rate",
            paramLabel = "N[/s|/m|/h][,BURST]",
            description = "Start at most so many tasks in a second, minute or hour, with equal times between them; BURST of them at once"
                    + " when none has started for as long as they take.")
    private String rate;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            description = "Add up to so much to each --delay or time of --rate, at random, so that starts do not synchronise.")
    private String jitter;

    @Option(
            names = "--load",
            paramLabel = "N|N%|+N|-N|FILE",
            description = "Start nothing while so many threads of the machine run or wait for a disk: a number, a share "
                    + "of the cores, more or fewer than there are; or a FILE that says it, read again while tasks run.")
    private String load;

    @Option(
            names = "--memfree",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Start nothing while less memory is free. With less than half of it, end the youngest task and "
                    + "run it again later.")
    private Long memoryFree;

    @Option(
            names = "--memsuspend",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Stop the youngest tasks for a time while less than twice this much memory is free; with less "
                    + "than this, all but the oldest.")
    private Long memorySuspend;

    @Option(names = "--noswap", description = "Start nothing while the machine swaps both in and out.")
    private boolean noSwap;

    @Option(
            names = "--limit",
            paramLabel = "COMMAND",
            description = "Run COMMAND in the shell before each start: 0 starts the task, 1 lets it wait, 2 also ends the "
                    + "youngest task and runs it again later. Built in: 'load N', 'mem SIZE', 'io PERCENT'.")
    private String limit;

    @Option(
            names = {"-p", "--interactive"},
            description = "Ask on the terminal before each task; y starts it.")
    private boolean interactive;

    @Option(
            names = {"-t", "--verbose"},
            description = "Print each command line on stderr when it starts.")
    private boolean verbose;

    boolean interactive() {
        return interactive;
    }

    private Pacing starts(int tasks, boolean yielding) {
        if (delay != null && rate != null) {
            throw new UsageException("--delay and --rate both say when the next task starts: one of them");
        }
        String time = adaptive() ? delay.substring(0, delay.length() - Jobs.ADAPTIVE.length()) : delay;
        Rate starts = rate == null ? new Rate(nanos(time, "--delay"), 1) : Rate.parse(rate);
        return new Pacing(
                starts.nanosApart(),
                starts.burst(),
                nanos(jitter, "--jitter"),
                adaptive(),
                false,
                verbose && !interactive,
                tasks,
                yielding);
    }

    private boolean adaptive() {
        return delay != null && delay.endsWith(Jobs.ADAPTIVE);
    }

    private static long nanos(String time, String option) {
        return time == null ? 0 : TimeUnit.MILLISECONDS.toNanos(Durations.millis(time, option));
    }

    /**
     * @param tasks at a time, to begin with; {@link Pacing#ALL}: as many as there are slots
     * @param yielding whether fewer run after failures
     * @param jobs says how many tasks run at a time; null where that does not change
     */
    PacingConfig config(int tasks, boolean yielding, WatchedFile jobs) {
        List<StartPolicy> policies = new ArrayList<>();
        WatchedFile loads = null;
        if (load != null) {
            OptionalDouble most = JobCount.load(load);
            loads = most.isPresent() ? null : loadFile();
            WatchedFile file = loads;
            policies.add(new LoadLimit(file == null ? most::getAsDouble : file::value));
        }
        if (noSwap) {
            policies.add(new SwapActivity());
        }
        long free = positive(memoryFree, "--memfree");
        long suspend = positive(memorySuspend, "--memsuspend");
        if (free + suspend > 0) {
            policies.add(new FreeMemory(free + suspend, free / 2));
        }
        if (limit != null) {
            policies.add(LimitCommand.policy(limit));
        }
        return new PacingConfig(
                starts(tasks, yielding), policies, terminal(), suspend == 0 ? null : new MemoryRoom(suspend), jobs, loads);
    }

    private WatchedFile loadFile() {
        return JobCount.file(load, JobCount::load)
                .orElseThrow(() -> new UsageException("--load wants N, N%, +N, -N or a file, not '" + load + "'"));
    }

    private Terminal terminal() {
        if (!interactive) {
            return null;
        }
        try {
            return Terminal.open(new FileOutputStream(FileDescriptor.err));
        } catch (IOException e) {
            throw new UsageException("--interactive: " + e.getMessage());
        }
    }

    private static long positive(Long size, String option) {
        if (size == null) {
            return 0;
        }
        if (size < 1) {
            throw new UsageException(option + " wants a size such as 500M, not " + size);
        }
        return size;
    }
}
