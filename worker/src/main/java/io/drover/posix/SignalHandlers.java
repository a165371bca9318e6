package io.drover.posix;

/**
 * Handlers for signals, by {@code sun.misc.Signal}: it runs them on a normal Java thread, which no handler installed
 * through native code could promise.
 */
public final class SignalHandlers {
    private SignalHandlers() {}

    /**
     * Calls {@code action} for every {@code signal} from now on. Does nothing if the signal was ignored when the JVM
     * started (a background job of a shell without job control ignores INT): HotSpot keeps that.
     */
    public static void handle(Signal signal, Runnable action) {
        JvmSignals.handle(signal.name(), action);
    }

    /** From now on the process dies of {@code signal}, unless it was ignored when the JVM started. */
    public static void reset(Signal signal) {
        JvmSignals.reset(signal.name());
    }

    /** From now on nothing happens at {@code signal}. */
    public static void ignore(Signal signal) {
        JvmSignals.ignore(signal.name());
    }
}
