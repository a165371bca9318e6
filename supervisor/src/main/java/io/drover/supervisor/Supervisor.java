package io.drover.supervisor;

import io.drover.supervisor.core.PlaceSight;
import io.drover.supervisor.core.TaskSight;
import io.drover.supervisor.process.Chance;
import io.drover.supervisor.threads.ThreadWorkers;
import io.drover.supervisor.transport.Transport;
import io.drover.supervisor.transport.ZeroMqTransport;
import io.drover.task.Task;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
    /** What is closed with it. */
    private final Closeable own;
    private final SupervisorLoop loop;
    /** Null where there is none. */
    private final Path directory;

    private Supervisor(Ports ports, Closeable own, Path directory) {
        this.own = own;
        this.loop = new SupervisorLoop(ports);
        this.directory = directory;
    }

    /**
     * A supervisor without crews.
     *
     * @param site what else there is in this process
     * @return to be closed
     * @throws IOException when there is no private directory to be had, or no socket; the message is for the user
     */
    public static Supervisor open(Site site) throws IOException {
        return open(HeadStart.at(site));
    }

    /**
     * A supervisor without crews, that has begun already.
     *
     * @param start closed with it, or if there cannot be one
     * @return to be closed
     * @throws IOException when there is no socket; the message is for the user
     */
    public static Supervisor open(HeadStart start) throws IOException {
        try {
            start.tidyUp();
            Transport transport = new ZeroMqTransport();
            return new Supervisor(new Ports(start.runId(), start.launcher(), transport), () -> close(start, transport), start.directory().path());
        } catch (IOException | RuntimeException | Error e) {
            start.close();
            throw e;
        }
    }

    /**
     * A supervisor whose workers are threads of this process: the same code for tests and debuggers, without what only a process of its
     * own gives. What is over time or cancelled is interrupted; where it goes on, it does so unheard.
     *
     * @param tasks makes the task of each slot, in its thread
     * @return to be closed
     */
    public static Supervisor within(Supplier<? extends Task<byte[], byte[]>> tasks) {
        ThreadWorkers workers = new ThreadWorkers(tasks);
        return new Supervisor(new Ports(Chance.uuid().toString(), workers, workers), workers::close, null);
    }

    private static void close(HeadStart start, Transport transport) throws IOException {
        try {
            start.close();
        } finally {
            // It takes tens of milliseconds, which the end of a process does not need.
            if (start.site() == Site.SHARED_PROCESS) {
                transport.close();
            }
        }
    }

    /** One whose workers are reached through other ports; they are not closed with it. */
    static Supervisor on(Ports ports) {
        return new Supervisor(ports, () -> {}, null);
    }

    /** {@return the private directory of its processes; empty where its workers are none} */
    public Optional<Path> directory() {
        return Optional.ofNullable(directory);
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
        return loop.look((crews, now) -> new Sight(crews.stream().map(crew -> crew.look(now)).toList()));
    }

    /**
     * What is seen of a task at the same moments.
     *
     * @param number that people know it by
     * @return empty if it has not been taken yet, or has its final state
     */
    public Optional<TaskSight> look(long number) {
        return loop.look((crews, now) -> crews.stream().flatMap(crew -> crew.task(number, now).stream()).findFirst());
    }

    /**
     * What is seen of the places for workers at the same moments.
     *
     * @return those of all crews
     */
    public List<PlaceSight> places() {
        return loop.look((crews, now) -> crews.stream().flatMap(crew -> crew.places(now).stream()).toList());
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
        own.close();
    }
}
