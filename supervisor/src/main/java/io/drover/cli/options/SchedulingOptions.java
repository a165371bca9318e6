package io.drover.cli.options;

import io.drover.cli.words.CpuCount;
import io.drover.cli.words.Durations;
import io.drover.cli.words.Jobs;
import io.drover.cli.words.Spread;
import io.drover.parallel.template.TermsTemplate;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.core.HaltPolicy;
import io.drover.supervisor.core.Pacing;
import io.drover.supervisor.core.Patience;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.supervisor.process.OpenFiles;
import io.drover.supervisor.work.Work;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options about how many tasks run at a time, how long, how often, and when the run ends early. */
public final class SchedulingOptions {
    /** A worker that is well shows it every second. */
    private static final long SHORTEST_SILENCE_MILLIS = 2000;
    private static final String NUMBER = "\\d{1,9}";

    @Option(
            names = {"-j", "--jobs", "-P", "--max-procs"},
            paramLabel = "N[auto]|N%|+N|-N|0|FILE",
            description = "Tasks at a time: a number, also as 2*3, a share of the cores, more or fewer than there are; "
                    + "0: 250; or a FILE that says it, read again while tasks run. auto: fewer after failures, "
                    + "up to N again after successes. "
                    + "Default: one for each core; with --tee 0.")
    private String jobs;

    @Option(
            names = {"--use-cores-instead-of-threads", "--use-cpus-instead-of-cores"},
            description = "A share of the cores in -j is one of cores, not of the threads they have.")
    private boolean countCores;

    @Option(
            names = "--use-sockets-instead-of-threads",
            description = "A share of the cores in -j is one of processor sockets.")
    private boolean countSockets;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Worker processes they are spread over. Default: one for each Java task that runs at a time, "
                    + "one for 64 commands.")
    private Integer workers;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "Start a failing task up to N times in all; 0: until it succeeds. N may have"
                    + " replacement strings. Default: 1.")
    private String retries = "1";

    @Option(
            names = "--timeout",
            paramLabel = "TIME|N%",
            description = "End a task that runs longer, as --termseq says: seconds, 1d3.5h16.6m4s, or N% of the median of the"
                    + " successful tasks so far, at least 100 ms. Default: never.")
    private String timeout;

    @Option(
            names = {"--halt", "--halt-on-error"},
            paramLabel = "WHEN,WHY=N",
            description = "End the run early: now|soon, fail|success|done, =N or =N%. Default: never.")
    private String halt = "never";

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description = "How long tasks may take to end after INT or TERM before KILL. Default: 10 seconds.")
    private String grace = "10";

    @Option(
            names = "--silence",
            paramLabel = "TIME",
            description = "Replace a worker that has shown no life for so long, or has not got done with its exit: at least "
                    + "2 seconds; 0: never. More is for a machine that swaps. Default: 10 seconds.")
    private String silence = "10";

    @Mixin
    private PacingOptions pacing = new PacingOptions();

    /** What is made of {@link #jobs}, from the first look on. */
    private Jobs said;

    /** Without -j as many tasks as possible run at a time. */
    public void preferAllAtOnce() {
        jobs = jobs == null ? "0" : jobs;
    }

    /** Without -j tasks run one after the other. */
    public void preferOneAtATime() {
        jobs = jobs == null ? "1" : jobs;
    }

    /**
     * All tasks are seen by one worker, who lets them take turns.
     *
     * @param option who wants it
     */
    public void shareOneWorker(String option) {
        if (workers != null && workers > 1) {
            throw new UsageException(option + " wants one worker, not --workers " + workers);
        }
        workers = 1;
    }

    private Jobs jobs() {
        if (said == null) {
            said = Jobs.parse(jobs == null ? "100%" : jobs, cpus());
        }
        return said;
    }

    /** Refuses what is wrong with -j. */
    public void check() {
        jobs();
    }

    /** Refuses what is wrong with any of these. */
    public void checkAll() {
        terms();
        patience();
        pacing();
        haltPolicy();
        checkWorkers();
    }

    private void checkWorkers() {
        if (workers != null && workers < 1) {
            throw new UsageException("--workers wants a number from 1, not " + workers);
        }
    }

    /** Tasks at a time, to begin with. */
    public int slots() {
        return jobs().tasks();
    }

    /** Tasks at a time at most, whatever a file will say. */
    public int capacity() {
        return jobs().most();
    }

    private int cpus() {
        CpuCount count = countCores || countSockets ? CpuCount.ofThisMachine() : null;
        if (count == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        return countSockets ? count.sockets() : count.cores();
    }

    /** Each task is asked for on the terminal, where nothing else should be drawn. */
    public boolean interactive() {
        return pacing.interactive();
    }

    /** Share of the median run time after which a task is ended; 0: that is not what --timeout says. */
    private double timeoutOfMedian() {
        if (timeout == null || !timeout.matches("\\d+(\\.\\d+)?%")) {
            return 0;
        }
        return Double.parseDouble(timeout.substring(0, timeout.length() - 1)) / 100;
    }

    /** 0: no fixed time. */
    public long timeoutMillis() {
        return timeout == null || timeoutOfMedian() > 0 ? 0 : Math.max(1, Durations.millis(timeout, "--timeout"));
    }

    /** What each task is owed, where that depends on its values; null when it is the same for all. */
    public TermsTemplate ownTerms() {
        return retries.matches(NUMBER) ? null : new TermsTemplate(retries, terms());
    }

    private HaltPolicy haltPolicy() {
        try {
            return HaltPolicy.parse(halt);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private PacingConfig pacing() {
        return pacing.config(jobs().fixed() ? Pacing.ALL : slots(), jobs().yielding(), jobs().file());
    }

    private Terms terms() {
        return Terms.ONCE
                .attempts(retries.matches(NUMBER) ? Integer.parseInt(retries) : 1)
                .timeout(Duration.ofMillis(timeoutMillis()))
                .timeoutOfMedian(timeoutOfMedian());
    }

    private Patience patience() {
        long silent = Durations.millis(silence, "--silence");
        if (silent > 0 && silent < SHORTEST_SILENCE_MILLIS) {
            throw new UsageException("--silence wants 0, for never, or at least 2 seconds, not " + silence);
        }
        return Patience.USUAL
                .grace(Duration.ofMillis(Durations.millis(grace, "--grace")))
                .silence(Duration.ofMillis(silent));
    }

    /** A run of this process. */
    public CrewPlan.Builder run(Work work) {
        return CrewPlan.of(work)
                .slots(spread(work))
                .terms(terms())
                .patience(patience())
                .pacing(pacing())
                .halt(haltPolicy());
    }

    /** Slots of each worker. */
    private int[] spread(Work work) {
        checkWorkers();
        return work.endsAlone()
                ? Spread.commands(
                        capacity(), workers, OpenFiles.ofThisProcess(), line -> System.err.println("drover: " + line))
                : Spread.javaTasks(capacity(), workers);
    }
}
