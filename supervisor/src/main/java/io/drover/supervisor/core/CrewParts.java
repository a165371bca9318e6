package io.drover.supervisor.core;

import io.drover.posix.Signal;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/** All that decides for one crew, wired together. */
final class CrewParts {
    final SupervisionConfig config;
    final Effects effects;
    final Places places;
    final StartGate gate;
    final PendingTasks pending = new PendingTasks();
    final Breaker breaker;
    final Dispatcher dispatcher;
    final TimeLimit timeLimit;
    final Watch watch;
    final WorkerCare care;
    final Suspension suspension;
    final StopPlan plan;
    final FinalStates states;
    final Results results;
    final Stopping stopping;
    final Staff staff;
    final Cancelling cancelling;
    final Shortage shortage;
    final Halting halting;
    final Closing closing;
    final RunSight sight;
    final Verdict verdict = new Verdict();
    final Ledger ledger = new Ledger();

    CrewParts(SupervisionConfig config, Effects effects, IntSupplier numbers, RandomGenerator jitter) {
        boolean endsAlone = config.nature().endsAlone();
        this.config = config;
        this.effects = effects;
        gate = new StartGate(config.pacing(), jitter);
        places = new Places(numbers, jitter);
        plan = new StopPlan(config.patience().graceNanos());
        breaker = new Breaker(jitter);
        dispatcher = new Dispatcher(config, effects, places, gate, plan, pending, breaker);
        timeLimit = new TimeLimit(endsAlone);
        watch = new Watch(timeLimit, config.patience().silenceNanos());
        care = new WorkerCare(config, effects, dispatcher, watch);
        suspension = new Suspension(endsAlone, effects);
        states = new FinalStates(config.nature(), effects, pending, dispatcher, gate, plan, ledger, this::decided);
        stopping = new Stopping(plan, effects, places, dispatcher, states, suspension);
        staff = new Staff(effects, places, dispatcher, care);
        cancelling = new Cancelling(endsAlone, effects, places, dispatcher, care, states);
        shortage = new Shortage(endsAlone, effects, places, care);
        sight = new RunSight(effects, places, dispatcher, ledger, plan, breaker);
        results = new Results(dispatcher, states, timeLimit, sight);
        halting = new Halting(config.halt(), effects, plan, ledger, sight, dispatcher, stopping, verdict);
        closing = new Closing(effects, plan, places, dispatcher, care);
        for (int slots : config.slots()) {
            places.add(slots);
        }
    }

    /** Halting needs all that final states do, and is asked by them. */
    private void decided(TaskSpec task, Outcome outcome, long now) {
        halting.check(task, outcome, now);
    }

    /** Workers cannot start; {@code message} is for the user. */
    void broken(String message, long now) {
        if (!config.endures()) {
            giveUp(message, now);
            return;
        }
        String line = message.lines().findFirst().orElse(message);
        long nanos = breaker.trip(line, now);
        if (nanos > 0) {
            effects.log(String.format(Locale.ROOT, "%s; tried again in %.1fs", message.strip(), nanos / 1e9));
        }
    }

    /** The crew cannot work; {@code message} is for the user. */
    void giveUp(String message, long now) {
        if (verdict.gaveUp(message)) {
            stopping.stop(Signal.TERM, now);
        }
    }

    /** The supervisor itself was suspended until {@code now}: no deadline counts what was before. */
    void resumed(long now) {
        watch.resumed(now);
        plan.resumed(now);
        for (WorkerPlace place : places) {
            place.settling.forEach(process -> care.extend(process, now));
            WorkerProcess process = place.current();
            if (process != null && !process.ready()) {
                care.extend(process, now);
            }
        }
    }
}
