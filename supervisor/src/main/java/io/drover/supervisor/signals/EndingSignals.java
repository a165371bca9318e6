package io.drover.supervisor.signals;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.posix.SignalHandlers;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * INT, TERM and HUP before and without a run: the process dies of them as any other does. A JVM by itself would make an
 * exit code of them (130, 143, 129), and the loop of a shell would go on after a Ctrl-C.
 *
 * <p>Those that come while the JVM starts wait: the launcher has them blocked, and names them in the property
 * {@code drover.held}. They are ignored as well, for what is ignored when it starts a JVM leaves alone; a blocked signal is
 * kept all the same (sigaction(2): what is blocked is never dropped for being ignored, unless it came before).
 */
public final class EndingSignals {
    private static final List<Signal> ENDING = List.of(Signal.HUP, Signal.INT, Signal.TERM);
    private static final List<Signal> HELD =
            Stream.of(System.getProperty("drover.held", "").split(",")).filter(name -> !name.isEmpty()).map(Signal::named).toList();

    private static boolean taken;
    /** Null: the process dies of them. */
    private static Consumer<Signal> heir;

    private EndingSignals() {}

    /** The first thing that a process does, where nobody holds signals back for it. Needs no native library. */
    public static void takeFromTheJvm() {
        if (HELD.isEmpty()) {
            ENDING.forEach(SignalHandlers::reset);
            // There is nothing yet that it could be told of.
            SignalHandlers.ignore(Signal.USR1);
        }
    }

    /** Lets in what was held back, for the calling thread and those that it starts. Does nothing if nothing was. */
    public static synchronized void letIn() {
        if (!taken) {
            HELD.forEach(Posix::restoreDefault);
            taken = true;
        }
        if (!HELD.isEmpty()) {
            Posix.unblock(HELD);
        }
    }

    /** As {@link #letIn}, in the place of all threads that do not: this one must stay for that. */
    public static void letInForOthers() {
        letIn();
        while (!HELD.isEmpty()) {
            LockSupport.park();
        }
    }

    /** From now on {@code cleanUp} is done before the process dies of one of them. */
    public static void before(Runnable cleanUp) {
        letIn();
        for (Signal signal : ENDING) {
            SignalHandlers.handle(signal, () -> end(signal, cleanUp));
        }
    }

    /** From now on {@code receiver} gets them. Does not return when one has come: the process dies of that. */
    static synchronized void leaveTo(Consumer<Signal> receiver) {
        letIn();
        heir = receiver;
    }

    private static synchronized void end(Signal signal, Runnable cleanUp) {
        if (heir == null) {
            cleanUp.run();
            Posix.dieOf(signal);
        } else {
            heir.accept(signal);
        }
    }
}
