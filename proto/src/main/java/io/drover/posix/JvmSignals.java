package io.drover.posix;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * {@code sun.misc.Signal}, which the compiler warns of at every mention and offers no way to accept that: so it is mentioned
 * in this module, where code is generated and warnings do not count.
 *
 * <p>Not by reflection, for the JVM would have to make a class at run time that implements its interface.
 */
final class JvmSignals {
    private JvmSignals() {}

    /** @param name without SIG */
    static void handle(String name, Runnable action) {
        Signal.handle(new Signal(name), new Handler(action));
    }

    static void reset(String name) {
        Signal.handle(new Signal(name), SignalHandler.SIG_DFL);
    }

    static void ignore(String name) {
        Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
    }

    private record Handler(Runnable action) implements SignalHandler {
        @Override
        public void handle(Signal signal) {
            action.run();
        }
    }
}
