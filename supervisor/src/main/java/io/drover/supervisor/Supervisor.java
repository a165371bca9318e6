package io.drover.supervisor;

import io.drover.supervisor.process.LocalLauncher;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.transport.Transport;
import io.drover.supervisor.transport.ZeroMqTransport;
import java.io.IOException;
import java.util.UUID;

/**
 * Worker processes in crews under one loop: one process group, one private directory. It ends when it is told to, with
 * {@link SupervisorOrder#CLOSE}.
 *
 * <p>Has no static state and never exits; any number may be open in one JVM. All methods but {@link #run} and {@link #close} may be called
 * from any thread, before and while it runs.
 *
 * <pre>{@code
 * try (Supervisor supervisor = Supervisor.open(Site.SHARED_PROCESS)) {
 *     Submissions tasks = new Submissions();
 *     Crew crew = supervisor.hire(CrewPlan.of(work).slots(1, 1).build(), tasks, follower);
 *     tasks.submit(new TaskSpec(1, payload));
 *     tasks.end();
 *     supervisor.tell(SupervisorOrder.CLOSE);
 *     supervisor.run();
 * }
 * }</pre>
 */
public final class Supervisor implements AutoCloseable {
    private final Site site;
    private final RunDirectory directory;
    private final LocalLauncher launcher;
    private final Transport transport;
    private final SupervisorLoop loop;

    private Supervisor(Site site, RunDirectory directory) throws IOException {
        String runId = UUID.randomUUID().toString();
        this.site = site;
        this.directory = directory;
        this.transport = new ZeroMqTransport();
        this.launcher = new LocalLauncher(directory, runId, site == Site.OWN_PROCESS);
        this.loop = new SupervisorLoop(new Ports(runId, directory.path(), launcher, transport));
    }

    /** @throws IOException when there is no private directory to be had, or no socket; the message is for the user */
    public static Supervisor open(Site site) throws IOException {
        RunDirectory directory = RunDirectory.create();
        try {
            return new Supervisor(site, directory);
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /**
     * One more crew, whose workers are started by the loop.
     *
     * @param follower is told of the crew's tasks and workers, by the loop alone; closed when the crew is over
     */
    public Crew hire(CrewPlan plan, Intake tasks, Follower follower) {
        return loop.hire(plan, tasks, follower);
    }

    /** Obeyed in the next round of the loop, in the order in which orders came. */
    public void tell(Order order) {
        loop.tell(order);
    }

    /**
     * What there is between two rounds of the loop; waits for the end of the one that is under way. Before the loop has begun, and after its
     * end, there is nothing.
     */
    public Sight look() {
        return loop.look();
    }

    /**
     * This thread becomes the loop until the supervisor has been told to close and the last crew is over. Once.
     *
     * @throws IOException when our memory was not enough; the message is for the user, and nothing but {@link #close} is left to do
     */
    public SupervisorEnd run() throws IOException {
        return loop.run();
    }

    /**
     * Frees what it has of this process, and ends what is left of its workers. Not while it runs.
     *
     * @throws IOException when its directory cannot be removed
     */
    @Override
    public void close() throws IOException {
        try (directory;
                launcher) {
            // Both go, whatever happens to the other.
        } finally {
            // Closing takes tens of milliseconds, which the end of a process does not need.
            if (site == Site.SHARED_PROCESS) {
                transport.close();
            }
        }
    }
}
