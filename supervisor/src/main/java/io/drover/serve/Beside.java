package io.drover.serve;

import io.drover.control.Desk;
import io.drover.serve.process.ProcessDesk;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.ProcessSource;
import io.drover.serve.process.Processes;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.output.BatchingFollower;
import java.io.IOException;
import java.util.List;

/** The processes that run beside the queue of a service, if there are any. Any thread. */
final class Beside implements AutoCloseable {
    private final Processes processes;
    private final ProcessSource source;
    private final ServiceLog log;
    /** Null: there are no processes. */
    private final Crew crew;

    private Beside(Processes processes, ProcessSource source, ServiceLog log, Crew crew) {
        this.processes = processes;
        this.source = source;
        this.log = log;
        this.crew = crew;
    }

    /**
     * Has them started.
     *
     * @param lingering those of others that are to end before
     */
    static Beside begin(Supervisor supervisor, ProcessSource source, Lingering lingering, ServiceLog log) throws IOException {
        Processes processes = new Processes(name -> null, (name, line) -> log.say("drover: " + name + " " + line));
        if (!source.exists()) {
            return new Beside(processes, source, log, null);
        }
        lingering.keepBack(processes);
        List<ProcessPlan> plans = source.read();
        BatchingFollower follower = new BatchingFollower(processes.conveyor(null));
        Crew crew = processes.begin(supervisor, Processes.crew(plans, Service.PRIVATE_VARIABLES), follower, plans);
        return new Beside(processes, source, log, crew);
    }

    /** Has somebody know if they cannot run any more. */
    void onBroken(Runnable told) {
        if (crew != null) {
            crew.end().thenAccept(end -> {
                if (end.end() instanceof RunEnd.GaveUp) {
                    told.run();
                }
            });
        }
    }

    /** Answers for them. */
    Desk desk(Supervisor supervisor) {
        return crew == null ? Desk.NONE : new ProcessDesk(processes, supervisor, source);
    }

    /** Has what runs become what the file says now, and tells what that means. */
    void reload() {
        if (crew == null) {
            log.say("drover: there is nothing to reload: no -f was given");
            return;
        }
        try {
            processes.reload(source, false).forEach(line -> log.say("drover: " + line));
        } catch (IOException e) {
            log.say("drover: nothing is reloaded: " + e.getMessage());
        }
    }

    /** Their log files may have other names by now. */
    void reopen() {
        processes.reopen();
    }

    void stop() {
        processes.stop();
    }

    /** To be called when all is over: fails if that is so because processes could not run. */
    void check() throws IOException {
        if (crew == null) {
            return;
        }
        CrewEnd end = crew.end().join();
        if (end.outputFailure() != null) {
            throw new IOException(end.outputFailure().message());
        }
        if (end.end() instanceof RunEnd.GaveUp gaveUp) {
            throw new IOException(gaveUp.message());
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
