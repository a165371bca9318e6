package io.drover.run;

import io.drover.control.ControlSocket;
import io.drover.control.Naming;
import io.drover.control.Subject;
import io.drover.posix.Signal;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Follower;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.InputPump;
import io.drover.supervisor.Order;
import io.drover.supervisor.Site;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorEnd;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;
import java.util.Optional;

/** A supervisor with one crew for the tasks of one source: it is over when they are. Signals mean what they mean to GNU parallel. */
public final class Run {
    private final CrewPlan plan;
    private final Opening opening;
    private final TaskSource source;
    private final Follower follower;
    private final SignalInbox signals;
    private final Naming naming;

    /** How there comes to be a supervisor. */
    private interface Opening {
        Supervisor open() throws IOException;
    }

    /**
     * @param signals where the run learns that it should stop; see {@link #stop}
     * @param naming how others find it; null: nobody can look at it
     */
    public Run(CrewPlan plan, Site site, TaskSource source, Follower follower, SignalInbox signals, Naming naming) {
        this(plan, () -> Supervisor.open(site), source, follower, signals, naming);
    }

    /** One that has begun already; the end of the run is that of {@code start}. */
    public Run(CrewPlan plan, HeadStart start, TaskSource source, Follower follower, SignalInbox signals, Naming naming) {
        this(plan, () -> Supervisor.open(start), source, follower, signals, naming);
    }

    private Run(CrewPlan plan, Opening opening, TaskSource source, Follower follower, SignalInbox signals, Naming naming) {
        this.plan = plan;
        this.opening = opening;
        this.source = source;
        this.follower = follower;
        this.signals = signals;
        this.naming = naming;
    }

    /**
     * Runs until every task has its final state and every worker is gone, and the follower has taken care of that.
     *
     * @throws IOException when the run cannot begin: no private directory, no sockets; or when our memory was not enough
     */
    public RunResult run() throws IOException {
        try (Supervisor supervisor = opening.open()) {
            Crew crew = supervisor.hire(plan, InputPump.of(source, plan), follower);
            supervisor.tell(SupervisorOrder.CLOSE);
            signals.deliver(signal -> order(signal).ifPresent(supervisor::tell));
            ControlSocket control = naming == null ? null : ControlSocket.of(Subject.of("run", naming, supervisor, crew, plan));
            try (control) {
                SupervisorEnd end = supervisor.run();
                CrewEnd crewEnd = crew.end().join();
                return new RunResult(crewEnd.end(), crewEnd.totals(), crewEnd.outputFailure(), end.survivors());
            }
        }
    }

    /** As if {@code signal} had come to this process: INT or TERM stop the run, HUP drains it. Any thread. */
    public void stop(Signal signal) {
        signals.put(signal);
    }

    /** What {@code signal} means; empty: nothing. */
    public static Optional<Order> order(Signal signal) {
        return switch (signal) {
            case INT, TERM, HUP -> Optional.of(new CrewOrder.Stop(signal));
            case TSTP -> Optional.of(SupervisorOrder.SUSPEND);
            case CONT -> Optional.of(SupervisorOrder.RESUME);
            case USR1 -> Optional.of(SupervisorOrder.LIST_TASKS);
            case QUIT, KILL, USR2, PIPE, STOP, TTIN, TTOU -> Optional.empty();
        };
    }
}
