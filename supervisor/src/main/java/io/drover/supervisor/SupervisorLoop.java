package io.drover.supervisor;

import io.drover.posix.Signal;
import io.drover.proto.FromWorker;
import io.drover.proto.OutputChunk;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.Supervision;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.pacing.Pacer;
import io.drover.supervisor.pacing.PacingEvent;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.transport.Transport;
import io.drover.wire.PauseWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one loop that owns all state of a run. Signals, child exits, messages and input become events of the core; what
 * the core decides happens in {@link LoopEffects}. Nothing here blocks but the wait for the next event.
 */
final class SupervisorLoop {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(PauseWatch.LONGEST_WAIT_MILLIS);
    private static final ToWorker GREETING = ToWorker.newBuilder().setGreeting(true).build();
    private static final long HOUSEKEEPING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final RunConfig config;
    private final WorkerLauncher launcher;
    private final Transport transport;
    private final Follower follower;
    private final Valve valve;
    private final SignalInbox signals;
    private final InputPump input;
    private final Pacer pacer;
    private final LoopEffects effects;
    private final OutputCredit outputCredit;
    private final Supervision supervision;
    private final Faults faults = new Faults();
    private final PauseWatch watch = new PauseWatch(System.nanoTime());
    private boolean inputOver;
    private long nextProgress;
    private long nextHousekeeping;

    SupervisorLoop(
            RunConfig config,
            String runId,
            RunDirectory directory,
            WorkerLauncher launcher,
            Transport transport,
            TaskSource source,
            Follower follower,
            SignalInbox signals) {
        this.config = config;
        this.launcher = launcher;
        this.transport = transport;
        this.follower = follower;
        this.valve = follower.valve();
        this.signals = signals;
        this.input = new InputPump(source, counting(config), transport::wake);
        this.pacer = new Pacer(config.pacing(), transport::wake);
        this.outputCredit = new OutputCredit(transport);
        this.effects = new LoopEffects(config, runId, directory, launcher, transport, follower, input, pacer, outputCredit);
        this.supervision = new Supervision(config.supervision(), effects, new AtomicInteger()::getAndIncrement, new SplittableRandom());
        launcher.onExit(transport::wake);
        signals.onArrival(transport::wake);
        valve.onChange(transport::wake);
    }

    private static InputPump.Counting counting(RunConfig config) {
        if (config.halt().needsTotal()) {
            return InputPump.Counting.FIRST;
        }
        return switch (config.progress()) {
            case HIDDEN -> InputPump.Counting.NEVER;
            case SHOWN -> InputPump.Counting.ASIDE;
            case COUNTED -> InputPump.Counting.ASIDE_OR_FIRST;
        };
    }

    /** @throws IOException when our memory was not enough; nothing but {@link WorkerLauncher#close} is left to do */
    RunResult run() throws IOException {
        try {
            return supervise();
        } catch (OutOfMemoryError e) {
            throw new IOException(OutOfMemory.text(e), e);
        }
    }

    private RunResult supervise() throws IOException {
        supervision.onStart(System.nanoTime());
        input.start();
        while (!supervision.isFinished()) {
            long now = awaitEvent();
            signals.drain(signal -> onSignal(signal, now));
            transport.drain(message -> onMessage(message, now));
            launcher.drainExits((worker, status) ->
                    supervision.workers().onExit(worker, status, launcher.logTail(worker), now));
            transport.drainCutOff(worker -> effects.signal(worker, Signal.KILL));
            if (transport.failure() != null) {
                supervision.orders().giveUp(transport.failure(), now);
            }
            effects.drainFailedSpawns(failure -> supervision.orders().giveUp(failure, now));
            pacer.drain(event -> onPacing(event, now));
            // First the output: input that was not wanted while it was congested may be all there is to do.
            watchOutput(now);
            drainInput(now);
            supervision.onTick(now);
            showProgress(now);
            housekeeping(now);
            follower.roundOver();
        }
        return end();
    }

    /** Waits until something happens or is due; returns the time of all events of this round. */
    private long awaitEvent() {
        long before = System.nanoTime();
        long paused = watch.look(before);
        long deadline = Math.min(supervision.nextDeadline(before), before + LONGEST_WAIT_NANOS);
        if (config.progress() != RunConfig.Progress.HIDDEN) {
            deadline = Math.min(deadline, nextProgress);
        }
        watch.until(deadline);
        transport.await(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - before + 999_999)));
        long now = System.nanoTime();
        // No deadline counts the time in between.
        if (paused + watch.look(now) > 0) {
            supervision.onResume(now);
        }
        return now;
    }

    private void onSignal(Signal signal, long now) {
        if (signal == Signal.USR1) {
            effects.listRunning(supervision);
            return;
        }
        supervision.orders().onSignal(signal, now);
        if (signal == Signal.TSTP) {
            follower.roundOver();
            // A CONT that comes at once would reach a worker before it has stopped, and then it would stay so.
            launcher.awaitStops();
            io.drover.posix.Posix.kill((int) ProcessHandle.current().pid(), Signal.STOP);
        }
    }

    private void onPacing(PacingEvent event, long now) {
        if (event instanceof PacingEvent.Granted) {
            supervision.starts().onGranted(now);
        } else if (event instanceof PacingEvent.Held held) {
            supervision.starts().onHeld(held.hold());
        } else if (event instanceof PacingEvent.Refused) {
            supervision.starts().onRefused(now);
        } else if (event instanceof PacingEvent.Limit limit) {
            supervision.starts().onLimit(limit.tasks(), now);
        } else if (event instanceof PacingEvent.Shortage) {
            supervision.starts().onShortage(now);
        } else if (event instanceof PacingEvent.Room room) {
            supervision.starts().onRoom(room.tasks(), now);
        } else if (event instanceof PacingEvent.Plenty) {
            supervision.starts().onPlenty(now);
        } else if (event instanceof PacingEvent.Warning warning) {
            effects.log(warning.message());
        } else if (event instanceof PacingEvent.Failed failed) {
            supervision.orders().giveUp(failed.message(), now);
        }
    }

    private void onMessage(FromWorker message, long now) {
        WorkerKey worker = new WorkerKey(message.getWorker(), message.getGeneration());
        try {
            understand(worker, message, now);
        } catch (RuntimeException e) {
            onFault(worker, e, now);
        }
    }

    /** What was to be done is done by half: only the exit of the worker makes it whole. */
    private void onFault(WorkerKey worker, RuntimeException fault, long now) {
        switch (faults.onFault(now)) {
            case GO_ON -> {
                effects.log("a fault of Drover's own, over what " + worker + " said; killing it: " + trace(fault));
                effects.signal(worker, Signal.KILL);
            }
            case GIVE_UP -> supervision.orders().giveUp("a fault of Drover's own came back, over what " + worker + " said: " + trace(fault), now);
            case FAIL -> throw fault;
        }
    }

    private static String trace(RuntimeException fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    private void understand(WorkerKey worker, FromWorker message, long now) {
        if (message.getReady()) {
            transport.send(worker, GREETING);
        }
        if (message.getLinked()) {
            transport.linked(worker);
            supervision.workers().onReady(worker, now);
        }
        for (OutputChunk chunk : message.getOutputList()) {
            onChunk(worker, chunk);
        }
        if (message.getResultsCount() > 0) {
            message.getResultsList().forEach(result -> supervision.workers().onResult(worker, result, now));
            supervision.workers().onResultsDrained(worker, now);
        }
        if (message.getBye()) {
            supervision.workers().onBye(worker);
        }
        if (message.hasSetupFailure()) {
            supervision.workers().onSetupFailure(worker, message.getSetupFailure(), now);
        }
    }

    private void onChunk(WorkerKey worker, OutputChunk chunk) {
        TaskSpec task = supervision.workers().taskOf(worker, chunk.getSequence());
        Receipt receipt = outputCredit.of(worker);
        if (task == null) {
            receipt.give(chunk.getData().size());
        } else {
            follower.chunk(task.taggedForSlot(chunk.getSlot()), chunk.getStandardError(), chunk.getData(), receipt);
        }
    }

    private void drainInput(long now) {
        if (input.total() >= 0) {
            supervision.onTotal(input.total());
        }
        while (!inputOver && supervision.wantedTasks() > 0) {
            InputPump.Delivery delivery = input.poll();
            if (delivery == null) {
                return;
            }
            if (delivery instanceof InputPump.Delivery.Tasks tasks) {
                follower.submitted(tasks.tasks());
                supervision.onTasks(tasks.tasks(), now);
            } else if (delivery instanceof InputPump.Delivery.Failed failed) {
                inputOver = true;
                supervision.onInputFailure(failed.message(), now);
            } else if (delivery instanceof InputPump.Delivery.Broken broken) {
                inputOver = true;
                supervision.orders().giveUp(broken.message(), now);
            } else {
                inputOver = true;
                supervision.onInputEnd(now);
            }
        }
    }

    private void watchOutput(long now) {
        outputCredit.settle();
        supervision.onStall(valve.stalled());
        supervision.starts().onCongestion(valve.congested(), now);
        OutputFailure failure = valve.failure();
        if (failure != null) {
            supervision.orders().onOutputFailure(failure.readerGone(), failure.message(), now);
        }
    }

    private void showProgress(long now) {
        if (config.progress() != RunConfig.Progress.HIDDEN && now >= nextProgress) {
            nextProgress = now + PROGRESS_NANOS;
            follower.progress(supervision.sight().progress(now));
        }
    }

    private void housekeeping(long now) {
        if (now >= nextHousekeeping) {
            nextHousekeeping = now + HOUSEKEEPING_NANOS;
            launcher.trimLogs();
            follower.running(supervision.sight().running(now));
        }
    }

    private RunResult end() {
        if (config.progress() != RunConfig.Progress.HIDDEN) {
            follower.progress(supervision.sight().progress(System.nanoTime()));
        }
        pacer.close();
        int survivors = launcher.sweepOrphans();
        follower.roundOver();
        follower.close();
        OutputFailure failure = valve.failure();
        RunEnd end = supervision.end();
        return new RunResult(end, supervision.sight().totals(), failure, survivors);
    }
}
