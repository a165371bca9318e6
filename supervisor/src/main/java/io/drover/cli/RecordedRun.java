package io.drover.cli;

import io.drover.supervisor.RunConfig;
import io.drover.supervisor.RunResult;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.input.TaskSource;
import io.drover.supervisor.journal.Journal;
import io.drover.supervisor.output.OutputFailure;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;

/**
 * A run with a journal.
 *
 * @param resumeLine what the user is told when the run is interrupted
 */
record RecordedRun(Journal journal, String resumeLine) {

    int supervise(RunConfig config, TaskSource tasks, OutputWriter writer, SignalInbox signals) throws IOException {
        return supervise(config, writer, signals, journal.source(tasks, System.err::println));
    }

    /** Runs again what is not ok. */
    int retry(RunConfig config, OutputWriter writer, SignalInbox signals) throws IOException {
        return supervise(config, writer, signals, journal.retried());
    }

    private int supervise(RunConfig config, OutputWriter writer, SignalInbox signals, TaskSource tasks)
            throws IOException {
        RunResult result = new Supervisor(config, tasks, journal.output(writer), signals).run();
        RunReport report = new RunReport(config, result, writer.digest(), resumeLine);
        // Before the report, at whose end the process may die of a signal.
        OutputFailure failure = journal.end(ending(result.end()), report.status());
        if (failure != null && result.outputFailure() == null) {
            System.err.println("drover: " + failure.message());
        }
        return report.finish();
    }

    private static String ending(RunEnd end) {
        if (end instanceof RunEnd.Stopped stopped) {
            return "stopped by SIG" + stopped.signal();
        }
        if (end instanceof RunEnd.GaveUp gaveUp) {
            return "gave up: " + gaveUp.message();
        }
        if (end instanceof RunEnd.Halted) {
            return "halted";
        }
        return end instanceof RunEnd.ReaderGone ? "reader gone" : "completed";
    }
}
