package io.drover.serve;

import io.drover.control.ControlSocket;
import io.drover.control.Naming;
import io.drover.control.Subject;
import io.drover.posix.Signal;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.output.BatchingFollower;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A supervisor that runs what is put into its store, until it is told to end. */
public final class Service {
    private final Config config;
    private final HeadStart start;
    private final SignalInbox signals;

    /**
     * What a service is.
     *
     * @param naming how others find it
     * @param store the file with its tasks
     * @param durable what is accepted survives a power failure too, not only a kill
     * @param interrupted what becomes of what ran when it was killed, or stopped
     * @param kept how many tasks that have ended stay there, the newest
     * @param plan of its workers
     * @param tmpdir where what tasks print goes that does not fit in memory, in files without a name
     */
    public record Config(Naming naming, Path store, boolean durable, Interrupted interrupted, long kept, CrewPlan plan, Path tmpdir) {}

    /**
     * One that has begun already.
     *
     * @param start its end is that of the service
     */
    public Service(Config config, HeadStart start, SignalInbox signals) {
        this.config = config;
        this.start = start;
        this.signals = signals;
    }

    /**
     * Runs until it is told to end.
     *
     * @param ready told when tasks can be submitted
     * @return why it has ended
     * @throws IOException when it cannot begin, or cannot go on; the message is for the user
     */
    public RunEnd run(Runnable ready) throws IOException {
        try (Store store = Store.open(config.store(), config.naming().name(), config.durable(), config.interrupted());
                Supervisor supervisor = Supervisor.open(start)) {
            StoreIntake intake = new StoreIntake(store, config.plan().terms());
            StoreStation station = new StoreStation(store, intake, config);
            Conveyor conveyor = new Conveyor("drover-store", station).start();
            Crew crew = supervisor.hire(config.plan(), intake, new BatchingFollower(conveyor));
            supervisor.tell(SupervisorOrder.CLOSE);
            ServiceManager manager = new ServiceManager(supervisor);
            Ending ending = new Ending(supervisor, intake, config.plan().patience().grace(), manager);
            signals.deliver(ending::signal);
            Subject subject = new Subject(
                    "service",
                    config.naming(),
                    supervisor,
                    List.of(new Subject.Member("", crew, config.plan())),
                    ending::drain,
                    task -> task.payload().toByteArray(),
                    new QueueDesk(store, station, intake, supervisor, ending));
            ControlSocket control = ControlSocket.of(subject);
            try (control; manager) {
                ready.run();
                manager.ready("takes tasks");
                supervisor.run();
            }
            CrewEnd end = crew.end().join();
            if (end.outputFailure() != null) {
                throw new IOException(end.outputFailure().message());
            }
            return end.end();
        }
    }

    /** How it comes to its end. Any thread. */
    static final class Ending {
        private final Supervisor supervisor;
        private final StoreIntake intake;
        private final Duration grace;
        private final ServiceManager manager;
        private boolean begun;

        Ending(Supervisor supervisor, StoreIntake intake, Duration grace, ServiceManager manager) {
            this.supervisor = supervisor;
            this.intake = intake;
            this.grace = grace;
            this.manager = manager;
        }

        /** TERM lets what runs come to its end, for as long as the grace period; INT does not, nor does a second TERM. */
        void signal(Signal signal) {
            switch (signal) {
                case TERM -> stop();
                case INT, QUIT -> quit();
                case HUP -> drain();
                case TSTP -> supervisor.tell(SupervisorOrder.SUSPEND);
                case CONT -> supervisor.tell(SupervisorOrder.RESUME);
                case USR1 -> supervisor.tell(SupervisorOrder.LIST_TASKS);
                case KILL, USR2, PIPE, STOP, TTIN, TTOU -> { }
            }
        }

        /** Nothing new starts; it is over when nothing runs any more. */
        void drain() {
            manager.stopping();
            intake.drain();
            supervisor.tell(new CrewOrder.Dismiss());
        }

        synchronized void stop() {
            if (begun) {
                quit();
                return;
            }
            begun = true;
            drain();
            Thread timer = new Thread(() -> {
                try {
                    Thread.sleep(grace.toMillis());
                } catch (InterruptedException e) {
                    // At once, then.
                }
                quit();
            }, "drover-grace");
            timer.setDaemon(true);
            timer.start();
        }

        void quit() {
            manager.stopping();
            intake.drain();
            supervisor.tell(new CrewOrder.Stop(Signal.TERM));
        }
    }
}
