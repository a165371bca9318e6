package io.drover.it;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what can only be looked at, with a deadline that says what was seen last. */
final class Awaits {
    /** Far beyond what anything here takes: reached only when something hangs. */
    static final Duration DEADLINE = Duration.ofSeconds(Integer.getInteger("drover.it.deadline", 120));

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** To look takes the processor that others need. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Awaits() {}

    static void await(String what, BooleanSupplier condition, Supplier<String> lastSeen) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        for (long pause = SHORTEST_NANOS; !condition.getAsBoolean(); pause = Math.min(LONGEST_NANOS, 2 * pause)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + DEADLINE.toSeconds() + " s for " + what + "\n" + lastSeen.get());
            }
            LockSupport.parkNanos(pause);
        }
    }
}
