package io.drover.supervisor;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.FromWorker;
import io.drover.proto.OutputChunk;
import io.drover.proto.Question;
import io.drover.proto.TaskResult;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.AttemptEnd;
import io.drover.supervisor.core.PlaceSight;
import io.drover.supervisor.core.RunSight;
import io.drover.supervisor.core.Supervision;
import io.drover.supervisor.core.TaskSight;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import io.drover.supervisor.pacing.Pacer;
import io.drover.supervisor.transport.Transport;
import io.drover.wire.ResultColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;

/** One crew in the loop: what comes from its workers, intake, follower and pacer becomes events of its core. */
final class HiredCrew {
    private static final ToWorker GREETING = ToWorker.newBuilder().setGreeting(true).build();
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Crew crew;
    private final CrewPlan plan;
    private final Intake intake;
    private final GuardedFollower follower;
    private final Valve valve;
    private final Ports ports;
    private final Transport transport;
    private final Pacer pacer;
    private final OutputCredit outputCredit;
    private final LoopEffects effects;
    private final Turnover turnover;
    private final Faults faults = new Faults();
    private final Supervision supervision;
    private final Hurry hurry = new Hurry();
    private final List<Part> parts;
    private boolean inputOver;
    private long nextProgress;

    /**
     * @param places gives this crew the number of one more place
     * @param alone whether all workers there are belong to this crew
     */
    HiredCrew(
            Crew crew,
            CrewPlan plan,
            Intake intake,
            Follower follower,
            Ports ports,
            ToIntFunction<HiredCrew> places,
            BooleanSupplier alone) {
        this.crew = crew;
        this.plan = plan;
        this.intake = intake;
        this.follower = new GuardedFollower(follower);
        this.valve = follower.valve();
        this.ports = ports;
        this.transport = ports.transport();
        this.pacer = new Pacer(plan.pacing(), transport::wake);
        this.outputCredit = new OutputCredit(transport);
        this.effects = new LoopEffects(plan, ports, this.follower, intake, pacer, outputCredit, alone);
        this.supervision =
                new Supervision(plan.supervision(), effects, () -> places.applyAsInt(this), new SplittableRandom());
        this.turnover = new Turnover(plan, supervision, ports.launcher()::residentBytes);
        PacingEvents pacing = new PacingEvents(pacer, effects, supervision);
        // First the output: input that was not wanted while it was congested may be all there is to do.
        this.parts = List.of(
                new Part("spawns that failed", this::drainFailedSpawns),
                new Part("what has a say in starts", pacing::drain),
                new Part("the valve", this::watchOutput),
                new Part("the input", this::drainInput),
                new Part("workers that may leave", turnover::look),
                new Part("what was due", supervision::onTick));
        valve.onChange(transport::wake);
    }

    boolean is(Crew other) {
        return crew == other;
    }

    void start(long now) {
        guarded("its start", "", now, () -> {
            supervision.onStart(now);
            supervision.orders().man(plan.staffing().manned(), now);
            intake.open(transport::wake);
        });
    }

    // ----------------------------------------------------------------- events

    void obey(CrewOrder order, long now) {
        hurry.obey(order);
        guarded("the order ", order, now, () -> {
            order.give(supervision.orders(), now);
            if (order instanceof CrewOrder.Cancel cancel) {
                intake.remove(cancel.task()).ifPresent(task -> {
                    follower.submitted(List.of(task));
                    supervision.onCancelled(task, now);
                });
            }
        });
    }

    void suspend(long now) {
        supervision.orders().onSignal(Signal.TSTP, now);
        follower.roundOver();
    }

    void resume(long now) {
        supervision.orders().onSignal(Signal.CONT, now);
    }

    void onResume(long now) {
        supervision.onResume(now);
    }

    void giveUp(String message, long now) {
        supervision.orders().giveUp(message, now);
    }

    void onExit(WorkerKey worker, ExitStatus status, long now) {
        guarded("the end of ", worker, now, () -> supervision.workers().onExit(worker, status, ports.launcher().logTail(worker), now));
    }

    /** What was to be done about it may be done by half: then only the exit of the worker makes it whole. */
    void onMessage(WorkerKey worker, FromWorker message, long now) {
        try {
            understand(worker, message, now);
        } catch (RuntimeException e) {
            onFault("a message of " + worker, e, now);
            ports.launcher().signal(worker, Signal.KILL);
        }
    }

    private void guarded(String what, Object whose, long now, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            onFault(what + whose, e, now);
        }
    }

    private void onFault(String what, RuntimeException fault, long now) {
        if (answer(what, fault, now) == Faults.Answer.FAIL) {
            throw fault;
        }
    }

    /** A fault of ours is told, and when it comes back ends the crew. */
    private Faults.Answer answer(String what, RuntimeException fault, long now) {
        Faults.Answer answer = faults.onFault(now);
        switch (answer) {
            case GO_ON -> log("a fault of Drover's own, over " + what + ": " + Faults.trace(fault));
            case GIVE_UP -> giveUp("a fault of Drover's own came back, over " + what + ": " + Faults.trace(fault), now);
            case FAIL -> { }
        }
        return answer;
    }

    /** The crew comes to its end without a follower that only throws. */
    private void tellFault(long now) {
        RuntimeException fault = follower.takeFault();
        if (fault != null) {
            answer("the follower", fault, now);
        }
    }

    private void understand(WorkerKey worker, FromWorker message, long now) {
        if (message.getReady()) {
            transport.send(worker, GREETING);
        }
        if (message.getLinked()) {
            transport.linked(worker);
            effects.linked(worker);
            supervision.workers().onReady(worker, now);
        }
        for (OutputChunk chunk : message.getOutputList()) {
            onChunk(worker, chunk);
        }
        for (Question question : message.getQuestionsList()) {
            TaskSpec task = supervision.workers().taskOf(worker, question.getSequence());
            if (task != null) {
                Answer answer = new WorkerAnswer(transport, worker, question.getNumber());
                follower.asked(task, question.getInput(), question.getItem(), answer);
            }
        }
        if (message.getPauseNanos() > 0) {
            supervision.workers().onPause(message.getPauseNanos(), now);
        }
        if (message.hasPlain() || message.getResultsCount() > 0) {
            if (message.hasPlain()) {
                ResultColumns.forEach(message.getPlain(), (sequence, start, nanos, slot, output) ->
                        supervision.workers().onResult(worker, AttemptEnd.ok(sequence, slot, start, nanos, output), now));
            }
            for (TaskResult result : message.getResultsList()) {
                supervision.workers().onResult(worker, AttemptEnd.of(result), now);
            }
            supervision.workers().onResultsDrained(worker, now);
            turnover.ran(worker, message.getResultsCount() + message.getPlain().getSequenceCount());
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
        } else if (chunk.getEmitted()) {
            follower.emitted(task, chunk.getData(), receipt);
        } else {
            follower.chunk(task.taggedForSlot(chunk.getSlot()), chunk.getStandardError(), chunk.getData(), receipt);
        }
    }

    /** A part of each round, in which a fault of ours does not keep the others from being done. */
    private record Part(String name, LongConsumer work) {}

    /** All that is to be looked at in each round. */
    void round(long now) {
        for (Part part : parts) {
            try {
                part.work().accept(now);
            } catch (RuntimeException e) {
                onFault(part.name(), e, now);
            }
        }
        showProgress(now);
        follower.roundOver();
        tellFault(now);
    }

    private void drainFailedSpawns(long now) {
        for (String failure = effects.failedSpawn(); failure != null; failure = effects.failedSpawn()) {
            supervision.orders().spawnFailed(failure, now);
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

    private void drainInput(long now) {
        if (intake.total() >= 0) {
            supervision.onTotal(intake.total());
        }
        for (int wanted = wanted(); wanted > 0; wanted = wanted()) {
            Intake.Delivery delivery = intake.take(wanted);
            if (delivery == null) {
                return;
            }
            if (delivery instanceof Intake.Delivery.Tasks tasks) {
                follower.submitted(tasks.tasks());
                supervision.onTasks(tasks.tasks(), now);
            } else if (delivery instanceof Intake.Delivery.Failed failed) {
                inputOver = true;
                supervision.onInputFailure(failed.message(), now);
            } else if (delivery instanceof Intake.Delivery.Broken broken) {
                inputOver = true;
                giveUp(broken.message(), now);
            } else {
                inputOver = true;
                supervision.onInputEnd(now);
            }
        }
    }

    private int wanted() {
        return inputOver ? 0 : supervision.wantedTasks();
    }

    // ------------------------------------------------------------------- time

    long nextDeadline(long now) {
        long next = supervision.nextDeadline(now);
        return showsProgress() ? Math.min(next, nextProgress) : next;
    }

    // ---------------------------------------------------------------- telling

    private boolean showsProgress() {
        return plan.progress() != CrewPlan.Progress.HIDDEN;
    }

    private void showProgress(long now) {
        if (showsProgress() && now >= nextProgress) {
            nextProgress = now + PROGRESS_NANOS;
            follower.progress(supervision.sight().progress(now));
        }
    }

    void tellRunning(long now) {
        follower.running(supervision.sight().running(now));
    }

    void listTasks() {
        effects.listRunning(supervision);
    }

    void log(String line) {
        effects.log(line);
    }

    Sight.CrewSight look(long now) {
        RunSight sight = supervision.sight();
        List<WorkerSight> workers = sight.workers();
        Map<WorkerKey, Integer> processes = new HashMap<>();
        workers.forEach(worker -> ports.launcher().processOf(worker.worker()).ifPresent(process -> processes.put(worker.worker(), process)));
        return new Sight.CrewSight(crew.number(), sight.progress(now), workers, sight.running(now), processes);
    }

    List<PlaceSight> places(long now) {
        return supervision.sight().places(now);
    }

    Optional<TaskSight> task(long number, long now) {
        return supervision.sight().task(number, now);
    }

    // -------------------------------------------------------------------- end

    boolean isOver() {
        return supervision.isFinished();
    }

    EndingCrew end(long now) {
        pacer.close();
        intake.close();
        if (showsProgress()) {
            follower.progress(supervision.sight().progress(now));
        }
        follower.roundOver();
        return new EndingCrew(crew, follower, supervision.end(), supervision.sight().totals(), hurry, now, transport::wake);
    }
}
