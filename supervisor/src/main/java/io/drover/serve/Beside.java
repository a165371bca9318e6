package io.drover.serve;

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
    /** Null: there are no processes. */
    private final Crew crew;

    private Beside(Processes processes, Crew crew) {
        this.processes = processes;
        this.crew = crew;
    }

    /** Has them started. */
    static Beside begin(Supervisor supervisor, ProcessSource source, ServiceLog log) throws IOException {
        Processes processes = new Processes(name -> null, (name, line) -> log.say("drover: " + name + " " + line));
        if (!source.exists()) {
            return new Beside(processes, null);
        }
        List<ProcessPlan> plans = source.read();
        BatchingFollower follower = new BatchingFollower(processes.conveyor(null));
        return new Beside(processes, processes.begin(supervisor, Processes.crew(plans, Service.PRIVATE_VARIABLES), follower, plans));
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
