package io.drover.supervisor;

import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.process.Chance;
import io.drover.supervisor.process.LocalLauncher;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.process.WorkerLauncher;
import java.io.IOException;

/**
 * What there is of a supervisor before it: its private directory, and the process of the first worker of its first crew. That
 * one starts while the rest is made ready.
 *
 * <p>May be closed by any thread, as that of a signal: nothing is left of it then. The supervisor that is made of it closes it.
 */
public final class HeadStart implements AutoCloseable {
    private final Site site;
    private final String runId;
    private final RunDirectory directory;
    private final LocalLauncher launcher;
    private boolean closed;

    private HeadStart(Site site, String runId, RunDirectory directory) {
        this.site = site;
        this.runId = runId;
        this.directory = directory;
        this.launcher = new LocalLauncher(directory, runId, site == Site.OWN_PROCESS);
    }

    /**
     * Without any worker yet.
     *
     * @param site what else there is in this process
     * @return to be closed
     * @throws IOException when there is no private directory to be had; the message is for the user
     */
    public static HeadStart at(Site site) throws IOException {
        RunDirectory directory = RunDirectory.create();
        try {
            return new HeadStart(site, Chance.uuid().toString(), directory);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Starts the first worker, unless all is over already.
     *
     * @param plan of the crew that will be hired first
     */
    public synchronized void begin(CrewPlan plan) {
        if (!closed) {
            WorkerSetup.Builder known = WorkerSetup.newBuilder();
            plan.work().setup(known);
            launcher.startAhead(new WorkerKey(0, 1), plan.slots()[0], plan.jvm(), known);
        }
    }

    /** What there is to do besides, while workers start. */
    void tidyUp() {
        directory.removeLeftovers();
    }

    Site site() {
        return site;
    }

    String runId() {
        return runId;
    }

    RunDirectory directory() {
        return directory;
    }

    WorkerLauncher launcher() {
        return launcher;
    }

    /**
     * Ends what is left of its workers, and frees what it has of this process.
     *
     * @throws IOException when its directory cannot be removed
     */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                launcher.close();
            } finally {
                directory.close();
            }
        }
    }
}
