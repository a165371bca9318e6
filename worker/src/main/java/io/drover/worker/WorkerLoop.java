package io.drover.worker;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.posix.Directories;
import io.drover.posix.Signal;
import io.drover.posix.SuddenEnd;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import io.drover.wire.WireVersion;
import io.drover.worker.command.CommandRunner;
import io.drover.worker.command.CommandSlot;
import io.drover.worker.lines.CoprocSlot;
import io.drover.worker.slot.Following;
import io.drover.worker.slot.Runner;
import io.drover.worker.slot.SetupException;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.TaskQueue;
import io.drover.worker.tasks.Failures;
import io.drover.worker.tasks.JavaTaskRunner;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.zeromq.ZMQ;

/**
 * The worker's own thread: takes messages from the supervisor and hands them on. Tasks never run here, so that the
 * heartbeat tells whether the process lives, not whether a task is long.
 */
final class WorkerLoop {
    private static final int BEAT_MILLIS = 1000;
    private static final int GREETING_MILLIS = 100;
    private static final long DEPARTURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WorkerSetup setup;
    private final Scoreboard scoreboard;
    private final TaskQueue queue;
    private final Links links;
    private final ZMQ.Socket tasks;
    private final Following following;
    private final SinkPort sink;
    private final Runner runner;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param links not yet connected */
    WorkerLoop(WorkerSetup setup, Scoreboard scoreboard, Links links) throws UnknownHostException {
        this.setup = setup;
        this.links = links;
        this.tasks = links.tasks();
        this.scoreboard = scoreboard;
        this.queue = new TaskQueue(scoreboard);
        this.following =
                new Following(this::nextFrame, setup.hasJava() ? Following.Form.ARRAY : Following.Form.PIECES);
        scoreboard.takesAtMost(following.most());
        this.sink = new SinkPort(links.results(), setup);
        this.runner = setup.hasJava()
                ? new JavaTaskRunner(setup, scoreboard, queue, sink, this::exit)
                : new CommandRunner(
                        setup, scoreboard, queue, sink, setup.getCommands().hasCoproc() ? CoprocSlot::new : CommandSlot::new);
        Lifeline.watch(System.in, this::supervisorGone);
        WorkerSignals.install(runner, this::stop);
        // We halt. Who exits is a task, and a shutdown hook of its own may never end.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> scoreboard.exit(System.nanoTime()), "exiting"));
        links.connect(setup, scoreboard);
    }

    /** Runs until the supervisor says finish; returns the exit code of the process. */
    int run() throws InterruptedException {
        try {
            requireVersion(setup.getVersion());
            runner.start();
        } catch (SetupException e) {
            sink.send(sink.frame().setSetupFailure(Failures.ofSetup(e)));
            leave();
            return WorkerMain.EXIT_SETUP_FAILED;
        }
        greet();
        receive();
        runner.awaitIdle();
        exit(0);
        return 0;
    }

    private static void requireVersion(int supervisors) throws SetupException {
        int ours = WireVersion.number();
        if (supervisors != ours) {
            throw new SetupException(
                    "this supervisor has version " + supervisors + " of the messages between it and its workers, and a worker"
                            + " was started that has version " + ours
                            + ": another Drover was installed in the meantime; run again",
                    null);
        }
    }

    /** A ready and the supervisor's greeting prove the way of the tasks, what is said then that of the results. */
    private void greet() {
        tasks.setReceiveTimeOut(GREETING_MILLIS);
        byte[] ready = sink.frame().setReady(true).build().toByteArray();
        byte[] greeting = null;
        while (greeting == null) {
            tasks.send(ready);
            greeting = tasks.recv();
            scoreboard.beat(System.nanoTime());
        }
        sink.send(sink.frame().setLinked(true));
    }

    private void receive() {
        tasks.setReceiveTimeOut(BEAT_MILLIS);
        scoreboard.beat(System.nanoTime());
        boolean finished = false;
        while (!finished) {
            byte[] frame = tasks.recv();
            scoreboard.beat(System.nanoTime());
            if (frame == null) {
                runner.housekeeping();
                continue;
            }
            finished = accept(frame);
        }
    }

    /** The next frame of a message, all of which has arrived. */
    private byte[] nextFrame() {
        if (!tasks.hasReceiveMore()) {
            throw new IllegalStateException("the supervisor sent less than it announced");
        }
        return tasks.recv();
    }

    private boolean accept(byte[] frame) {
        ToWorker message;
        try {
            message = ToWorker.parseFrom(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the supervisor sent a broken frame", e);
        }
        if (message.hasTasks()) {
            queue.add(following.complete(message.getTasks()));
        }
        if (message.getOutputCredit() > 0) {
            sink.addOutputCredit(message.getOutputCredit());
        }
        message.getRepliesList().forEach(runner::replied);
        message.getKillList().forEach(runner::kill);
        message.getSuspendList().forEach(sequence -> runner.suspend(sequence, true));
        message.getResumeList().forEach(sequence -> runner.suspend(sequence, false));
        message.getSignalsList().forEach(sent -> runner.signal(sent.getSequence(), sent.getSignal()));
        if (message.getFinish()) {
            queue.close(false);
        }
        return message.getFinish();
    }

    /** Closing the context waits until the last frame has left, at most the linger time. */
    private void leave() {
        sink.close();
        links.close();
    }

    private void stop(Signal signal) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        queue.close(true);
        runner.stop(signal, TimeUnit.MILLISECONDS.toNanos(setup.getGraceMillis()));
        exit(128 + signal.number());
    }

    /**
     * Ends the process from any thread. The supervisor answers a bye with KILL: by itself a JVM would wait 300 ms for
     * its threads in system calls (HotSpot, VM_Exit::wait_for_threads_in_native_to_block).
     */
    private void exit(int code) {
        // The archive of a training run is written by the JVM's own exit.
        if (!Training.on()) {
            if (sink.quiet()) {
                // Among many busy processes a message takes long; the supervisor looks at this while it stops a run.
                scoreboard.leave();
            }
            sink.send(sink.frame().setBye(true));
            LockSupport.parkNanos(DEPARTURE_NANOS);
        }
        Runtime.getRuntime().halt(code);
    }

    private void supervisorGone() {
        try {
            queue.close(true);
            runner.abandon();
            Directories.removeFiles(Path.of(setup.getRunDirectory()));
            // Nobody is there to kill us; see exit.
            SuddenEnd.now();
        } finally {
            // Even if the jar has been overwritten, and some class of all that cannot be had any more.
            Runtime.getRuntime().halt(128 + Signal.TERM.number());
        }
    }
}
