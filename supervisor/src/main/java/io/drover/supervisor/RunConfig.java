package io.drover.supervisor;

import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.core.SupervisionConfig;
import io.drover.supervisor.process.WorkerJvm;

/**
 * One run of a supervisor.
 *
 * @param commands how workers run commands; null when they run Java tasks
 * @param java how workers run Java tasks; null when they run commands
 * @param progress tell the output how far the run is, a few times a second
 * @param ownsAllChildren the process has no children but those of this run
 */
public record RunConfig(
        SupervisionConfig supervision,
        WorkerJvm jvm,
        CommandSetup commands,
        JavaSetup java,
        boolean progress,
        boolean ownsAllChildren) {}
