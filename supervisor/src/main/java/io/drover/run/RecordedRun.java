package io.drover.run;

import io.drover.control.Naming;
import io.drover.journal.Journal;
import io.drover.journal.OtherRecords;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.Site;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;

/**
 * A run with a journal.
 *
 * @param resumeLine what the user is told when the run is interrupted
 */
public record RecordedRun(Journal journal, String resumeLine) {

    /** The tasks that the journal leaves to be run. */
    public TaskSource source(TaskSource tasks, OtherRecords others) {
        return journal.source(tasks, others, System.err::println);
    }

    /**
     * Runs {@code tasks}, which come from this journal.
     *
     * @param output prints results when they are recorded
     * @param naming how others find it; null: nobody can look at it
     */
    public int supervise(CrewPlan plan, TaskSource tasks, OutputWriter output, SignalInbox signals, Naming naming) throws IOException {
        RunResult result = new Run(plan, Site.OWN_PROCESS, tasks, follower(output), signals, naming).run();
        RunReport report = new RunReport(plan, result, output.digest(), resumeLine);
        end(result, report);
        return report.finish();
    }

    /** The same as {@code output}, which hears of results when they are recorded. */
    public OutputWriter follower(OutputWriter output) {
        return output.behind(journal.before(output.first()));
    }

    /** Closes the journal: before the report, at whose end the process may die of a signal. */
    public void end(RunResult result, RunReport report) {
        tell(journal.end(ending(result.end()), report.status()), result.outputFailure());
    }

    /**
     * Tells the user that a record is not complete, unless there is more to tell.
     *
     * @param failure of the record; null: none
     * @param other why output is incomplete; null: it is complete
     */
    public static void tell(OutputFailure failure, OutputFailure other) {
        if (failure != null && other == null) {
            System.err.println("drover: " + failure.message());
        }
    }

    /** How a run ended, in a word or a few. */
    public static String ending(RunEnd end) {
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
