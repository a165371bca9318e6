package io.drover.serve;

import io.drover.control.ControlSocket;
import io.drover.control.Desks;
import io.drover.control.Naming;
import io.drover.control.Subject;
import io.drover.posix.Signal;
import io.drover.serve.process.ProcessDesk;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.ProcessSource;
import io.drover.serve.process.Processes;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;
import java.util.List;

/** Processes in the foreground, until one of them ends, or all do, or somebody stops them. */
public final class Up {
    private final Config config;
    private final OutputWriter writer;
    private final Processes processes;
    private final SignalInbox signals;
    private Supervisor supervisor;
    private Signal stoppedBy;
    private int status;
    private boolean stopping;

    /** What ends all. */
    public enum Until {
        /** The first that ends. */
        ANY,
        /** The first that fails. */
        FAILED,
        /** The last that ends. */
        ALL
    }

    /**
     * What is to run.
     *
     * @param naming how others find it
     * @param source is read again when somebody wants that
     * @param plans what it has said, at least one
     * @param plan of the crew that runs them
     * @param until what ends all
     */
    public record Config(Naming naming, ProcessSource source, List<ProcessPlan> plans, CrewPlan plan, Until until) {}

    /**
     * How it has ended.
     *
     * @param status of the process that has ended all; 0: none has
     * @param signal that has ended all; null: none has
     */
    public record End(int status, Signal signal) {}

    /** @param writer prints what they print */
    public Up(Config config, Processes processes, OutputWriter writer, SignalInbox signals) {
        this.config = config;
        this.processes = processes;
        this.writer = writer;
        this.signals = signals;
    }

    /**
     * Runs until all have ended.
     *
     * @param start its end is that of all this
     * @throws IOException when it cannot begin, or cannot go on; the message is for the user
     */
    public End run(HeadStart start) throws IOException {
        try (Supervisor opened = Supervisor.open(start);
                processes) {
            supervisor = opened;
            processes.onEnd(this::ended);
            Crew crew = processes.begin(supervisor, config.plan(), writer.behind(processes.conveyor(writer.first())), config.plans());
            supervisor.tell(SupervisorOrder.CLOSE);
            signals.deliver(this::signal);
            Subject subject = new Subject(
                    "up", config.naming(), supervisor, List.of(), this::stop, task -> new byte[0],
                    new Desks(List.of(new UpDesk(() -> stopBy(null)), new ProcessDesk(processes, supervisor, config.source()))));
            ControlSocket control = ControlSocket.of(subject);
            try (control) {
                supervisor.run();
            }
            CrewEnd end = crew.end().join();
            if (end.outputFailure() != null && !end.outputFailure().readerGone()) {
                throw new IOException(end.outputFailure().message());
            }
            if (end.end() instanceof RunEnd.GaveUp gaveUp) {
                throw new IOException(gaveUp.message());
            }
            return new End(status, stoppedBy);
        }
    }

    private synchronized void ended(Outcome outcome, boolean all) {
        if (stopping) {
            return;
        }
        boolean failed = outcome.failed();
        if (failed && status == 0) {
            status = outcome.exitValue();
        }
        boolean over = switch (config.until()) {
            case ANY -> true;
            case FAILED -> failed || all;
            case ALL -> all;
        };
        if (over) {
            stop();
        }
    }

    private void signal(Signal signal) {
        switch (signal) {
            case INT, TERM, HUP, QUIT -> stopBy(signal);
            case TSTP -> supervisor.tell(SupervisorOrder.SUSPEND);
            case CONT -> supervisor.tell(SupervisorOrder.RESUME);
            case USR1, KILL, USR2, PIPE, STOP, TTIN, TTOU -> { }
        }
    }

    /** @param signal null: somebody asks for it */
    private synchronized void stopBy(Signal signal) {
        if (stopping) {
            supervisor.tell(new CrewOrder.Kill());
        } else {
            stoppedBy = signal;
            stop();
        }
    }

    private synchronized void stop() {
        stopping = true;
        processes.stop();
    }
}
