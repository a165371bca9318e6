package io.drover.serve;

import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.http.HttpServer;
import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.Signal;
import io.drover.posix.ThisProcess;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.process.SameProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program that is installed now takes over from this process, which finishes what runs here and then ends. The new one starts while
 * this one goes on; it asks for the store when it is ready for that; and only when it takes tasks does this one start no more. Until
 * then this one goes on as if nothing had been, should the new one fail. Any thread.
 */
final class Upgrade implements Desk {
    /** The launcher may have to build the program, or to make its archives. */
    private static final long PATIENCE_SECONDS = 120;

    private enum State { NONE, STARTING, TAKES_OVER, TOOK_OVER }

    private final Service.Config config;
    private final Path directory;
    private final Store store;
    private final StoreIntake intake;
    private final Ending ending;
    private final Outlook outlook;
    private final ServiceLog log;
    private State state = State.NONE;
    private int successor;
    private String failure = "";

    /** @param directory where the socket of this one is */
    Upgrade(Service.Config config, Path directory, Store store, StoreIntake intake, Ending ending, Outlook outlook, ServiceLog log) {
        this.config = config;
        this.directory = directory;
        this.store = store;
        this.intake = intake;
        this.ending = ending;
        this.outlook = outlook;
        this.log = log;
        ending.before(this::cancel);
    }

    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        switch (request.getRequestCase()) {
            case UPGRADE -> reply.setDone("process " + begin() + " starts, which takes over when it is ready");
            case TAKE_OVER -> reply.setDone(takeOver(request.getTakeOver().getPid()));
            case TOOK_OVER -> reply.setDone(tookOver(request.getTookOver().getPid()));
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized void tell(SupervisorSight.Builder sight) {
        sight.setSuccessor(state == State.NONE ? 0 : successor)
                .setDeparting(state == State.TOOK_OVER)
                .setUpgradeFailure(failure);
    }

    /** As {@link #begin}, for somebody who reads the log. */
    void wanted() {
        try {
            begin();
        } catch (RefusedException e) {
            log.say("drover: no upgrade: " + e.getMessage());
        }
    }

    /** Returns the process id of the new one. */
    private synchronized int begin() throws RefusedException {
        if (state != State.NONE) {
            throw new RefusedException(state == State.TOOK_OVER ? "process " + successor + " has taken over" : "process " + successor + " starts already");
        }
        if (ThisProcess.isFirst()) {
            throw new RefusedException("process 1 cannot leave, for all others would end with it: start another container");
        }
        try {
            OptionalInt port = outlook.descriptor();
            Stream<String> variables = Stream.of(Succession.VARIABLE + "=" + directory.resolve(RunDirectory.CONTROL));
            variables = port.isPresent() ? Stream.concat(variables, Stream.of(HttpServer.HANDED_OVER + "=1")) : variables;
            // The watchdog is for whoever is the service; the variable with our process id would say otherwise.
            List<String> without = List.of(Succession.VARIABLE, HttpServer.HANDED_OVER, "WATCHDOG_PID");
            successor = SameProgram.start(
                    config.naming().arguments(), pinned(), without, variables.map(one -> one.getBytes(StandardCharsets.UTF_8)).toList(), port);
        } catch (PosixException e) {
            throw new RefusedException("cannot start the program that is installed: " + e.getMessage());
        }
        state = State.STARTING;
        failure = "";
        log.say("drover: process " + successor + " starts to take over");
        int started = successor;
        background("drover-successor", () -> ended(Posix.await(started).orElseThrow().status()));
        background("drover-patience", () -> limit(started));
        return successor;
    }

    /** Name and store stay what they are, whatever the file of this one says by now. */
    private List<byte[]> pinned() {
        return Stream.of("--name=" + config.naming().name(), "--store=" + config.store().toAbsolutePath())
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .filter(word -> config.processes().exists() && config.naming().arguments().stream().noneMatch(other -> Arrays.equals(word, other)))
                .toList();
    }

    private static void background(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void limit(int started) {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            return;
        }
        synchronized (this) {
            if (successor == started) {
                cancel();
            }
        }
    }

    /** One that has not taken over is not to. */
    private synchronized void cancel() {
        if (state == State.STARTING || state == State.TAKES_OVER) {
            Posix.kill(successor, Signal.KILL);
        }
    }

    private void check(long pid, State wanted) throws RefusedException {
        if (pid != successor || state != wanted) {
            throw new RefusedException("process " + pid + " is not to take over");
        }
    }

    private synchronized String takeOver(long pid) throws RefusedException {
        check(pid, State.STARTING);
        try {
            store.depart();
        } catch (DatabaseException e) {
            throw new RefusedException(e.getMessage());
        }
        // Its port, too, is for the other.
        outlook.makeRoom();
        state = State.TAKES_OVER;
        return "";
    }

    private synchronized String tookOver(long pid) throws RefusedException {
        check(pid, State.TAKES_OVER);
        state = State.TOOK_OVER;
        outlook.leave();
        log.say("drover: process " + pid + " has taken over; what runs here is finished");
        leave();
        return "";
    }

    private void leave() {
        try {
            ending.leave();
        } catch (DatabaseException e) {
            log.say("drover: " + e.getMessage() + "; what waits in memory is for the other one when this one ends");
        }
    }

    private synchronized void ended(ExitStatus status) {
        SameProgram.ended(successor);
        if (state == State.TOOK_OVER) {
            return;
        }
        failure = "process " + successor + " could not take over, see what it says: " + status;
        log.say("drover: " + failure + "; this one goes on");
        if (state == State.TAKES_OVER) {
            try {
                store.stay(config.interrupted());
                intake.look();
                outlook.reopen();
            } catch (DatabaseException e) {
                log.say("drover: " + e.getMessage() + "; what runs here is finished");
                leave();
            } catch (IOException e) {
                log.say("drover: " + e.getMessage());
            }
        }
        state = State.NONE;
    }
}
