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

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Awaits() {}

    static void await(String what, BooleanSupplier condition, Supplier<String> lastSeen) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + DEADLINE.toSeconds() + " s for " + what + "\n" + lastSeen.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
