package io.drover.supervisor.signals;

import io.drover.posix.Signal;
import io.drover.posix.SignalHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Signals that have arrived and that the loop has not seen yet. */
public final class SignalInbox {
    /** Those that a run acts on. */
    private static final List<Signal> HANDLED =
            List.of(Signal.INT, Signal.TERM, Signal.HUP, Signal.TSTP, Signal.CONT, Signal.USR1);

    private final Queue<Signal> arrived = new ConcurrentLinkedQueue<>();
    private volatile Runnable wake = () -> {};

    /** Takes the signals of this process from now on. An embedding program may call {@link #put} instead. */
    public void install() {
        EndingSignals.letIn();
        for (Signal signal : HANDLED) {
            SignalHandlers.handle(signal, () -> put(signal));
        }
    }

    /** Any thread. */
    public void put(Signal signal) {
        arrived.add(signal);
        wake.run();
    }

    /** Called by the loop: {@code loopWake} ends its poll. */
    public void onArrival(Runnable loopWake) {
        wake = loopWake;
    }

    public void drain(Consumer<Signal> handler) {
        for (Signal signal = arrived.poll(); signal != null; signal = arrived.poll()) {
            handler.accept(signal);
        }
    }
}
