package io.drover.supervisor;

import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;

/**
 * How a crew ended.
 *
 * @param end why
 * @param totals how many tasks ended how
 * @param outputFailure why its follower is incomplete, or null
 */
public record CrewEnd(RunEnd end, Ledger.Totals totals, OutputFailure outputFailure) {}
