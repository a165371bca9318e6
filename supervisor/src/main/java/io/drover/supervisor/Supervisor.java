package io.drover.supervisor;

import io.drover.supervisor.process.LocalLauncher;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;
import io.drover.supervisor.transport.ZeroMqTransport;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
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
    /** What is closed with it, the last first. */
    private final Deque<Closeable> own;
    private final SupervisorLoop loop;

    private Supervisor(Ports ports, Deque<Closeable> own) {
        this.own = own;
        this.loop = new SupervisorLoop(ports);
    }

    /**
     * A supervisor without crews.
     *
     * @param site what else there is in this process
     * @return to be closed
     * @throws IOException when there is no private directory to be had, or no socket; the message is for the user
     */
    public static Supervisor open(Site site) throws IOException {
        String runId = UUID.randomUUID().toString();
        Deque<Closeable> own = new ArrayDeque<>();
        try {
            Transport transport = new ZeroMqTransport();
            // Closing it takes tens of milliseconds, which the end of a process does not need.
            own.push(site == Site.OWN_PROCESS ? () -> {} : transport::close);
            RunDirectory directory = RunDirectory.create();
            own.push(directory::close);
            WorkerLauncher launcher = new LocalLauncher(directory, runId, site == Site.OWN_PROCESS);
            own.push(launcher::close);
            return new Supervisor(new Ports(runId, launcher, transport), own);
        } catch (IOException | RuntimeException | Error e) {
            closeAll(own);
            throw e;
        }
    }

    /** One whose workers are reached through other ports; they are not closed with it. */
    static Supervisor on(Ports ports) {
        return new Supervisor(ports, new ArrayDeque<>());
    }

    /**
     * One more crew, whose workers are started by the loop.
     *
     * @param plan what it is and does
     * @param tasks where its tasks come from
     * @param follower is told of the crew's tasks and workers, by the loop alone
     * @return to be told orders
     */
    public Crew hire(CrewPlan plan, Intake tasks, Follower follower) {
        return loop.hire(plan, tasks, follower);
    }

    /**
     * Obeyed in the next round of the loop, in the order in which orders came.
     *
     * @param order for all crews, or for the supervisor as a whole
     */
    public void tell(Order order) {
        loop.tell(order);
    }

    /**
     * What there is between two rounds of the loop; waits for the end of the one that is under way.
     *
     * @return nothing, before the loop has begun and after its end
     */
    public Sight look() {
        return loop.look();
    }

    /**
     * This thread becomes the loop until the supervisor has been told to close and the last crew is over. Once.
     *
     * @return what is left
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
        closeAll(own);
    }

    /** All, whatever happens to one. */
    private static void closeAll(Deque<Closeable> own) throws IOException {
        if (!own.isEmpty()) {
            try {
                own.pop().close();
            } finally {
                closeAll(own);
            }
        }
    }
}
