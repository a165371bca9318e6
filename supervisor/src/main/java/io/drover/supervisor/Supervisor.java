package io.drover.supervisor;

import io.drover.posix.Signal;
import io.drover.supervisor.process.LocalLauncher;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.transport.ZeroMqTransport;
import java.io.IOException;
import java.util.UUID;

/**
 * Runs the tasks of one source in worker processes. Has no static state and never exits; any number may run in one JVM,
 * each in a thread of its caller.
 */
public final class Supervisor {
    private final RunConfig config;
    private final TaskSource source;
    private final Follower follower;
    private final SignalInbox signals;

    /** @param signals where the run learns that it should stop; see {@link #stop} */
    public Supervisor(RunConfig config, TaskSource source, Follower follower, SignalInbox signals) {
        this.config = config;
        this.source = source;
        this.follower = follower;
        this.signals = signals;
    }

    /**
     * Runs until every task has its final state and every worker is gone. Closes the follower.
     *
     * @throws IOException when the run cannot begin: no private directory, no sockets, no worker
     */
    public RunResult run() throws IOException {
        String runId = UUID.randomUUID().toString();
        ZeroMqTransport transport = new ZeroMqTransport();
        try (RunDirectory directory = RunDirectory.create();
                LocalLauncher launcher = new LocalLauncher(config.jvm(), directory, runId, config.ownsProcess())) {
            return new SupervisorLoop(config, runId, directory, launcher, transport, source, follower, signals).run();
        } finally {
            // Closing takes tens of milliseconds, which the end of a process does not need.
            if (!config.ownsProcess()) {
                transport.close();
            }
        }
    }

    /** As if {@code signal} had come to this process: INT or TERM stop the run, HUP drains it. Any thread. */
    public void stop(Signal signal) {
        signals.put(signal);
    }
}
