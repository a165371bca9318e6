package io.drover.worker;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.posix.SignalHandlers;
import io.drover.posix.ThisProcess;
import io.drover.worker.slot.Runner;
import java.util.function.Consumer;

/** What the signals that the supervisor broadcasts do in a worker. */
final class WorkerSignals {
    private WorkerSignals() {}

    static void install(Runner runner, Consumer<Signal> stop) {
        for (Signal signal : new Signal[] {Signal.INT, Signal.TERM}) {
            // The JVM runs each handler in a thread of its own, which may block.
            SignalHandlers.handle(signal, () -> stop.accept(signal));
        }
        // A hang-up drains: the supervisor sends no more tasks, and nothing changes for those that run.
        SignalHandlers.handle(Signal.HUP, () -> {});
        SignalHandlers.handle(Signal.TSTP, () -> {
            runner.suspend(true);
            Posix.kill(ThisProcess.id(), Signal.STOP);
        });
        SignalHandlers.handle(Signal.CONT, () -> runner.suspend(false));
    }
}
