package io.drover.serve.process;

import io.drover.supervisor.core.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests say is to run. */
final class Plans {
    static final Rules RULES = new Rules(
            Restart.ALWAYS, Set.of(0), Duration.ofSeconds(1), Readiness.START,
            new Backoff(Duration.ofSeconds(2), 2, Duration.ofSeconds(10)), Rules.GiveUp.NEVER, 15, Duration.ofSeconds(5), null);

    private Plans() {}

    static ProcessPlan plan(String name, String... after) {
        return plan(name, 1, "run " + name, RULES, after);
    }

    static ProcessPlan plan(String name, Rules rules) {
        return plan(name, 1, "run " + name, rules);
    }

    static ProcessPlan plan(String name, int count, String command, Rules rules, String... after) {
        Launch launch = new Launch(List.of(command), true, Map.of(), 0, Path.of("/"), "", Launch.Limits.NONE);
        return new ProcessPlan(name, count, launch, rules, new Logs(null, null, 1 << 20, 5), List.of(after));
    }

    static Rules restarting(Restart restart) {
        return new Rules(
                restart, RULES.expected(), RULES.start(), RULES.ready(), RULES.backoff(), RULES.giveUp(), RULES.stopSignal(), RULES.grace(), null);
    }

    static Rules givingUp(int failures, Duration within) {
        return new Rules(
                RULES.restart(), RULES.expected(), RULES.start(), RULES.ready(), RULES.backoff(), new Rules.GiveUp(failures, within),
                RULES.stopSignal(), RULES.grace(), null);
    }

    static Rules ready(Readiness ready, Restart restart, Rules.Health health) {
        return new Rules(
                restart, RULES.expected(), RULES.start(), ready, RULES.backoff(), RULES.giveUp(), RULES.stopSignal(), RULES.grace(), health);
    }

    /** Every ten seconds; three failures, and a minute to be well for the first time. */
    static Rules.Health health() {
        return new Rules.Health(
                new Check.Tcp("localhost:1"), Duration.ofSeconds(10), Duration.ofSeconds(1), 3, Duration.ofSeconds(60));
    }
}
