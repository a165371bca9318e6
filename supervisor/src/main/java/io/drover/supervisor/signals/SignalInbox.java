package io.drover.supervisor.signals;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.posix.SignalHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Signals that have arrived, kept until somebody wants them. */
public final class SignalInbox {
    /** Those that a run acts on. */
    private static final List<Signal> HANDLED =
            List.of(Signal.INT, Signal.TERM, Signal.HUP, Signal.TSTP, Signal.CONT, Signal.USR1);

    private final Queue<Signal> arrived = new ConcurrentLinkedQueue<>();
    private Consumer<Signal> receiver;

    /**
     * Takes the signals of this process from now on. An embedding program may call {@link #put} instead.
     *
     * @param more that are wanted besides those that a run acts on
     */
    public void install(Signal... more) {
        EndingSignals.leaveTo(this::put);
        Stream.concat(HANDLED.stream(), Stream.of(more)).forEach(signal -> SignalHandlers.handle(signal, () -> put(signal)));
    }

    /** Any thread. */
    public void put(Signal signal) {
        arrived.add(signal);
        pass();
    }

    /** From now on {@code to} gets them, in their order, in whatever thread they come, those first that are here already. It must not block. */
    public void deliver(Consumer<Signal> to) {
        synchronized (this) {
            receiver = to;
        }
        pass();
    }

    private synchronized void pass() {
        while (receiver != null && !arrived.isEmpty()) {
            pass(arrived.poll());
        }
    }

    private void pass(Signal signal) {
        try {
            receiver.accept(signal);
        } catch (LinkageError e) {
            // Classes that are needed for the first time come from a file that is another by now: nobody can be relied on to end.
            System.err.println("drover: the program of this process was overwritten while it runs (" + e + ")");
            if (signal == Signal.TERM || signal == Signal.INT) {
                Posix.dieOf(signal);
            }
        }
    }
}
