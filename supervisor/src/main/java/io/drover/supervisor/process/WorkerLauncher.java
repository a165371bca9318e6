package io.drover.supervisor.process;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.wire.Scoreboard;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** How worker processes come to be and to an end, on this machine or another. Confined to the loop. */
public interface WorkerLauncher extends AutoCloseable {

    /** What a worker is told, once it has a scoreboard: all but where it may have files. */
    @FunctionalInterface
    interface Instructions {
        WorkerSetup.Builder with(Scoreboard board) throws IOException;
    }

    /**
     * Starts a worker of so many slots; returns its scoreboard. If it cannot be started, throws, and there will be no
     * exit.
     */
    Scoreboard launch(WorkerKey worker, int slots, WorkerJvm jvm, Instructions instructions) throws IOException;

    /** The threads in which the worker runs its tasks give way to all others of the run, from now on. */
    void yieldSlots(WorkerKey worker);

    /** Nothing happens if the worker is gone. */
    void signal(WorkerKey worker, Signal signal);

    /** Which process it is; empty if it is gone, or none by itself. */
    OptionalInt processOf(WorkerKey worker);

    /** How much memory the worker has; 0 if it is gone, or nobody knows. */
    long residentBytes(WorkerKey worker);

    /** The same signal to all workers at once. */
    void broadcast(Signal signal);

    /** After a broadcast of TSTP: returns when all workers have stopped their commands and themselves, or will not soon. */
    void awaitStops();

    /** Hands over the workers that have ended since the last call. */
    void drainExits(BiConsumer<WorkerKey, ExitStatus> handler);

    /** Ends what dead workers left behind; returns how many processes withstood. */
    int sweepOrphans();

    /** The last lines a worker wrote to its log. */
    String logTail(WorkerKey worker);

    /** All it wrote to its log, or the end where that is long. */
    String log(WorkerKey worker);

    /** To be called now and then: no log may grow for ever, and no dead process stays for ever. */
    void tidy();

    /** The worker is over: its files can go. */
    void forget(WorkerKey worker);

    /** Called from another thread when {@link #drainExits} has something to hand over. */
    void onExit(Runnable wake);

    @Override
    void close();
}
