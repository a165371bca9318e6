package io.drover.serve;

import io.drover.control.ControlSocket;
import io.drover.control.Desks;
import io.drover.control.Naming;
import io.drover.control.Subject;
import io.drover.http.HttpServer;
import io.drover.serve.process.ProcessSource;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A supervisor that runs what is put into its store, until it is told to end. */
public final class Service {
    /** Names of variables that are for a service alone: a task that has them could speak in its name. */
    public static final List<byte[]> PRIVATE_VARIABLES =
            Stream.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", Succession.VARIABLE, HttpServer.HANDED_OVER)
                    .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();

    private final Config config;
    private final HeadStart start;
    private final SignalInbox signals;
    private final Outlook outlook;
    private final Succession succession;

    /**
     * What a service is.
     *
     * @param naming how others find it
     * @param store the file with its tasks
     * @param durable what is accepted survives a power failure too, not only a kill
     * @param interrupted what becomes of what ran when it was killed, or stopped
     * @param kept how many tasks that have ended stay there, the newest
     * @param plan of its workers
     * @param taskMemory bytes that the processes of a task may have; 0: any number
     * @param processes what runs beside them
     * @param log the file for what it has to say; null: standard error
     * @param tmpdir where what tasks print goes that does not fit in memory, in files without a name
     */
    public record Config(
            Naming naming,
            Path store,
            boolean durable,
            Interrupted interrupted,
            long kept,
            CrewPlan plan,
            long taskMemory,
            ProcessSource processes,
            Path log,
            Path tmpdir) {}

    /**
     * One that has begun already.
     *
     * @param start its end is that of the service
     * @param outlook what it shows of itself; closed with it
     * @param succession whether it takes over from another
     */
    public Service(Config config, HeadStart start, SignalInbox signals, Outlook outlook, Succession succession) {
        this.config = config;
        this.start = start;
        this.signals = signals;
        this.outlook = outlook;
        this.succession = succession;
    }

    /**
     * Runs until it is told to end.
     *
     * @return why it has ended
     * @throws IOException when it cannot begin, or cannot go on; the message is for the user
     */
    public RunEnd run() throws IOException {
        succession.takeOver();
        try (ServiceLog log = new ServiceLog(config.log());
                Store store = Store.open(
                        config.store(), config.naming().name(), config.durable(), config.interrupted(), config.plan().terms().attempts());
                Supervisor supervisor = Supervisor.open(start)) {
            Queue queue = Queue.hire(supervisor, store, config, outlook, log);
            Path directory = supervisor.directory().orElseThrow();
            Lingering lingering = new Lingering(directory, store.commit(unused -> store.departures().others()));
            Beside beside = Beside.begin(supervisor, config.processes(), lingering, log);
            supervisor.tell(SupervisorOrder.CLOSE);
            boolean slow = config.plan().pacing().starts().delayNanos() > 0;
            ServiceManager manager = new ServiceManager(supervisor, slow, () -> status(store), log);
            Predecessors predecessors = new Predecessors(store, queue.intake(), () -> queue.slots(supervisor), config.interrupted(), log);
            Ending ending = new Ending(supervisor, queue.intake(), queue.crew(), beside, config.plan().patience().grace(), manager, predecessors);
            beside.onBroken(ending::quit);
            Upgrade upgrade = new Upgrade(config, directory, store, queue.intake(), ending, outlook, log);
            Subject.Member member = new Subject.Member("", queue.crew(), config.plan());
            signals.deliver(new ServiceSignals(supervisor, member, ending, beside, manager, upgrade, log)::on);
            Subject subject = outlook.of(new Subject(
                    "service",
                    config.naming(),
                    supervisor,
                    List.of(member),
                    ending::drain,
                    task -> task.payload().toByteArray(),
                    new Desks(List.of(
                            upgrade,
                            new PredecessorsDesk(predecessors, directory),
                            new QueueDesk(queue, supervisor, ending),
                            beside.desk(supervisor)))));
            ControlSocket control = ControlSocket.open(subject);
            try (beside; control; manager; outlook; MemoryGuard guard = new MemoryGuard(supervisor, queue.crew(), config.taskMemory())) {
                guard.begin();
                outlook.open(subject, log::say);
                log.say("drover: " + config.naming().name() + " takes tasks: drover submit --to " + config.naming().name());
                predecessors.begin();
                manager.ready(succession.planned());
                succession.tookOver();
                supervisor.run();
            }
            predecessors.awaitEnd();
            CrewEnd end = queue.crew().end().join();
            beside.check();
            if (end.outputFailure() != null) {
                throw new IOException(end.outputFailure().message());
            }
            return end.end();
        }
    }

    private static String status(Store store) {
        try {
            return new StoredTasks(store).counts().entrySet().stream()
                    .map(state -> state.getValue() + " " + state.getKey())
                    .collect(Collectors.joining(", "));
        } catch (DatabaseException e) {
            return e.getMessage();
        }
    }
}
