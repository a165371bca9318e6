package io.drover.run;

import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;

/**
 * How a run ended.
 *
 * @param outputFailure why output is incomplete, or null
 * @param survivors processes of the run that could not be ended: stuck in the kernel, or another user's
 */
public record RunResult(RunEnd end, Ledger.Totals totals, OutputFailure outputFailure, int survivors) {}
