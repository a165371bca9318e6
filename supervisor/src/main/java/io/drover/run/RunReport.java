package io.drover.run;

import io.drover.posix.Helpers;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.core.HaltPolicy;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.output.FailureDigest;
import io.drover.supervisor.work.Work;
import io.drover.wire.RunMark;
import java.util.function.Function;

/** Tells the user how a run went, and makes the exit status that GNU parallel would. */
public final class RunReport {
    private static final int MANY_FAILED = 101;

    private final CrewPlan plan;
    private final Function<String, Work> works;
    private final RunResult result;
    private final FailureDigest digest;
    /** How to go on, if the run was interrupted; null when it cannot be resumed. */
    private final String resumeLine;

    public RunReport(CrewPlan plan, RunResult result, FailureDigest digest, String resumeLine) {
        this(plan, stage -> plan.work(), result, digest, resumeLine);
    }

    /** @param works what is done in each stage, by its name */
    public RunReport(CrewPlan plan, Function<String, Work> works, RunResult result, FailureDigest digest, String resumeLine) {
        this.plan = plan;
        this.works = works;
        this.result = result;
        this.digest = digest;
        this.resumeLine = resumeLine;
    }

    /** The exit status, or the one that a shell makes of the signal that the process will die of. */
    public int status() {
        RunEnd end = result.end();
        if (end instanceof RunEnd.ReaderGone) {
            return 128 + Signal.PIPE.number();
        }
        Ledger.Totals totals = result.totals();
        if (end instanceof RunEnd.GaveUp || result.outputFailure() != null || !totals.balances()) {
            return ExitCodes.OWN_ERROR;
        }
        if (end instanceof RunEnd.Stopped stopped) {
            return 128 + stopped.signal().number();
        }
        return end instanceof RunEnd.Halted halted ? haltStatus(halted, totals) : completed(totals);
    }

    /** Prints the report; returns the exit status, unless the process dies of the signal that stopped the run. */
    public int finish() {
        Helpers.endAll();
        if (result.survivors() > 0) {
            error(result.survivors() + " processes could not be ended; look for " + RunMark.NAME + " in /proc/*/environ");
        }
        RunEnd end = result.end();
        if (end instanceof RunEnd.ReaderGone) {
            Posix.dieOf(Signal.PIPE);
            return status();
        }
        Ledger.Totals totals = result.totals();
        if (end instanceof RunEnd.GaveUp gaveUp) {
            error(gaveUp.message());
            nameResume();
            return ExitCodes.OWN_ERROR;
        }
        if (result.outputFailure() != null) {
            error(result.outputFailure().message());
            nameResume();
            return ExitCodes.OWN_ERROR;
        }
        System.err.print(digest.text(totals, (stage, payload) -> works.apply(stage).runAgain(payload)));
        if (!totals.balances()) {
            error("the ledger does not balance, which is a bug: " + totals);
            return ExitCodes.OWN_ERROR;
        }
        if (end instanceof RunEnd.Stopped stopped) {
            error("stopped by SIG" + stopped.signal() + ": " + totals);
            nameResume();
            System.err.flush();
            Posix.dieOf(stopped.signal());
        }
        if (end instanceof RunEnd.Halted) {
            nameResume();
        }
        return status();
    }

    private void nameResume() {
        // A run that could not even begin is not helped by doing the same again.
        if (resumeLine != null && result.totals().submitted() > 0) {
            error(resumeLine);
        }
    }

    private static int failed(long tasks) {
        return (int) Math.min(MANY_FAILED, tasks);
    }

    private int completed(Ledger.Totals totals) {
        return plan.halt().needsTotal() ? percentFailed(totals) : failed(totals.bad());
    }

    private static int percentFailed(Ledger.Totals totals) {
        return (int) Math.ceil(100.0 * totals.bad() / Math.max(1, totals.submitted()));
    }

    private int haltStatus(RunEnd.Halted halted, Ledger.Totals totals) {
        HaltPolicy policy = plan.halt();
        if (policy.why() == HaltPolicy.Why.SUCCESS) {
            return 0;
        }
        if (policy.isOneTaskOf(totals.submitted()) && halted.outcome() != null) {
            return halted.outcome().exitValue();
        }
        if (policy.needsTotal()) {
            return percentFailed(totals);
        }
        // As GNU parallel has it, a run that was ended early is none that succeeded.
        return policy.why() == HaltPolicy.Why.DONE && totals.bad() == 0 ? MANY_FAILED : failed(totals.bad());
    }

    private static void error(String message) {
        System.err.println("drover: " + message);
    }
}
