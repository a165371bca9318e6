package io.drover.supervisor;

import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.core.SupervisionConfig;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.supervisor.process.WorkerJvm;

/**
 * One run of a supervisor.
 *
 * @param commands how workers run commands; null when they run Java tasks
 * @param java how workers run Java tasks; null when they run commands
 * @param progress whether the output is told how far the run is, a few times a second
 * @param ownsProcess the process exists for this run alone: children that it gets are the run's, and what its end frees
 *     anyway (sockets, threads) is not freed first
 * @param pacing who is asked before a task starts; {@link SupervisionConfig#pacing} says that somebody is
 */
public record RunConfig(
        SupervisionConfig supervision,
        WorkerJvm jvm,
        CommandSetup commands,
        JavaSetup java,
        Progress progress,
        boolean ownsProcess,
        PacingConfig pacing) {

    /** What the output is told of how far the run is. */
    public enum Progress {
        HIDDEN,
        /** The number of all tasks too, where it can be found out without reading ahead. */
        SHOWN,
        /** The number of all tasks in any case, be it that all of them are read before the first one runs. */
        COUNTED
    }

    /** Whatever the core lets start, starts. */
    public RunConfig(
            SupervisionConfig supervision,
            WorkerJvm jvm,
            CommandSetup commands,
            JavaSetup java,
            Progress progress,
            boolean ownsProcess) {
        this(supervision, jvm, commands, java, progress, ownsProcess, PacingConfig.NONE);
    }
}
