package io.drover.serve;

import io.drover.supervisor.Sight;
import io.drover.supervisor.core.RunProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether crews do what they are there for, by what is seen of them now and then. A crew that nothing holds back, with tasks that
 * wait and slots that are free, starts one before long.
 *
 * <p>Confined to one thread; times are nanoseconds of one clock.
 */
final class Health {
    /** A worker may have to start first, on a machine that swaps. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Map<Integer, Seen> crews = new HashMap<>();

    /**
     * @param started tasks that have started so far
     * @param since when that number was new, or there was nothing to start
     */
    private record Seen(long started, long since) {}

    /**
     * Looks once more.
     *
     * @param slow whether there may be long times between two starts, as somebody wanted
     * @return what is wrong, for people
     */
    Optional<String> look(Sight sight, boolean slow, long now) {
        Map<Integer, Seen> before = Map.copyOf(crews);
        crews.clear();
        for (Sight.CrewSight crew : sight.crews()) {
            RunProgress progress = crew.progress();
            Seen last = before.get(crew.crew());
            long started = progress.done() + progress.running();
            boolean could = !slow && progress.waiting() > 0 && progress.running() < progress.slots() && progress.hold() == null;
            crews.put(crew.crew(), !could || last == null || last.started() != started ? new Seen(started, now) : last);
        }
        return crews.values().stream()
                .filter(seen -> now - seen.since() > PATIENCE_NANOS)
                .findFirst()
                .map(seen -> "tasks wait and slots are free, but none has started for " + TimeUnit.NANOSECONDS.toSeconds(now - seen.since()) + " s");
    }
}
