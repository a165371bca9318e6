package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** Ends a crew early, when as many of its tasks have ended in such a way as its policy says. */
final class Halting {
    private final HaltPolicy policy;
    private final Effects effects;
    private final StopPlan plan;
    private final Ledger ledger;
    private final RunSight sight;
    private final Dispatcher dispatcher;
    private final Stopping stopping;
    private final Verdict verdict;

    Halting(
            HaltPolicy policy,
            Effects effects,
            StopPlan plan,
            Ledger ledger,
            RunSight sight,
            Dispatcher dispatcher,
            Stopping stopping,
            Verdict verdict) {
        this.policy = policy;
        this.effects = effects;
        this.plan = plan;
        this.ledger = ledger;
        this.sight = sight;
        this.dispatcher = dispatcher;
        this.stopping = stopping;
        this.verdict = verdict;
    }

    /** @param task what may have decided it; null: only the total has become known */
    void check(TaskSpec task, Outcome outcome, long now) {
        if (!plan.phase().starts() || policy == HaltPolicy.NEVER || !policy.reached(ledger.totals(), sight.total())) {
            return;
        }
        verdict.halted(task, outcome);
        if (policy.now()) {
            stopping.stop(Signal.TERM, now);
        } else {
            stopping.close();
            effects.log("Starting no more jobs. Waiting for " + dispatcher.inFlight() + " jobs to finish.");
        }
    }
}
