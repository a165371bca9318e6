package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.posix.ThisProcess;
import io.drover.proto.AttemptSignal;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.Board;
import io.drover.supervisor.core.Effects;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Supervision;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.pacing.Pacer;
import io.drover.supervisor.process.MappedBoard;
import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;
import io.drover.wire.Scoreboard;
import io.drover.wire.WireVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Does what the core decides. */
final class LoopEffects implements Effects {
    private final CrewPlan plan;
    private final Ports ports;
    private final WorkerLauncher launcher;
    private final Transport transport;
    private final Follower follower;
    private final Intake intake;
    private final Pacer pacer;
    private final OutputCredit outputCredit;
    private final BooleanSupplier alone;
    private final Map<WorkerKey, Scoreboard> boards = new HashMap<>();
    private final Map<WorkerKey, Integer> firstSlots = new HashMap<>();
    /** Sequence number of the last task sent to a worker. */
    private final Map<WorkerKey, Long> sent = new HashMap<>();
    private final Queue<String> failedSpawns = new ArrayDeque<>();

    /** @param alone whether all workers there are belong to this crew */
    LoopEffects(
            CrewPlan plan,
            Ports ports,
            Follower follower,
            Intake intake,
            Pacer pacer,
            OutputCredit outputCredit,
            BooleanSupplier alone) {
        this.plan = plan;
        this.ports = ports;
        this.launcher = ports.launcher();
        this.transport = ports.transport();
        this.follower = follower;
        this.intake = intake;
        this.pacer = pacer;
        this.outputCredit = outputCredit;
        this.alone = alone;
    }

    @Override
    public Optional<Board> spawn(WorkerKey worker, int slots, int firstSlot) {
        try {
            Scoreboard scoreboard = launcher.launch(
                    worker, slots, plan.jvm(), board -> setup(worker, transport.open(worker, board::announced), slots, firstSlot));
            boards.put(worker, scoreboard);
            firstSlots.put(worker, firstSlot);
            follower.spawned(worker, slots);
            return Optional.of(new MappedBoard(scoreboard));
        } catch (IOException e) {
            transport.close(worker);
            failedSpawns.add(e.getMessage());
            return Optional.empty();
        }
    }

    private WorkerSetup.Builder setup(WorkerKey worker, Transport.Address address, int slots, int firstSlot) {
        WorkerSetup.Builder setup = WorkerSetup.newBuilder()
                .setVersion(WireVersion.number())
                .setRunId(ports.runId())
                .setWorker(worker.place())
                .setGeneration(worker.generation())
                .setTasksEndpoint(address.tasks())
                .setSinkEndpoint(address.sink())
                .setToken(address.token())
                .setSourceAddress(ByteString.copyFrom(address.source().getAddress()))
                .setFirstSlot(firstSlot)
                .setSlots(slots)
                .setSupervisorPid(ThisProcess.id())
                .setGraceMillis(plan.patience().grace().toMillis());
        plan.work().setup(setup);
        if (setup.hasCommands() && setup.getCommands().getTimeoutMillis() == 0) {
            // Workers end commands and lines that take too long: they have to know what each is owed.
            setup.getCommandsBuilder().setTimeoutMillis(plan.terms().timeout().toMillis());
        }
        return setup;
    }

    /**
     * The worker is there. Among more tasks than there are processors the loop, the transport and the end of a run would
     * wait for their turn; what tasks are processes of their own has the nice value that the user wants.
     */
    void linked(WorkerKey worker) {
        int slots = boards.values().stream().mapToInt(Scoreboard::slots).sum();
        if (!plan.work().endsAlone() && slots > Runtime.getRuntime().availableProcessors()) {
            launcher.yieldSlots(worker);
        }
        plan.jvm().debugAddress(() -> launcher.log(worker)).ifPresent(address -> log(worker + " can be debugged at " + address));
        follower.ready(worker);
    }

    /** Number of the slot that the next task will have: the lowest that runs nothing. */
    private int freeSlot() {
        return boards.keySet().stream().sorted(Comparator.comparing(firstSlots::get))
                .mapToInt(worker -> freeSlot(worker, sent.getOrDefault(worker, 0L) - boards.get(worker).started()))
                .filter(slot -> slot > 0)
                .findFirst()
                .orElse(1);
    }

    /** The number of the slot of {@code worker} that is free after {@code before} others; 0: there is none. */
    private int freeSlot(WorkerKey worker, long before) {
        Scoreboard board = boards.get(worker);
        long others = before;
        for (int slot = 0; slot < board.slots(); slot++) {
            if (board.running(slot) == 0 && others-- == 0) {
                return firstSlots.get(worker) + slot;
            }
        }
        return 0;
    }

    /** Why a spawn failed, each once, and the run cannot go on; null: none has, or no more. */
    String failedSpawn() {
        return failedSpawns.poll();
    }

    @Override
    public void send(WorkerKey worker, int epoch, long firstSequence, List<TaskState> tasks) {
        if (plan.pacing().starts().announced()) {
            announce(worker, firstSequence, tasks);
        }
        TaskRequests requests = new TaskRequests(epoch, firstSequence);
        for (TaskState task : tasks) {
            requests.add(task);
        }
        if (!transport.send(worker, ToWorker.newBuilder().setTasks(requests.batch()).build(), requests.following())) {
            // Nothing can reach it any more; its exit brings the tasks back.
            launcher.signal(worker, Signal.KILL);
        }
        sent.put(worker, firstSequence + tasks.size() - 1);
        follower.sent(worker, tasks);
    }

    private void announce(WorkerKey worker, long firstSequence, List<TaskState> tasks) {
        long before = firstSequence - 1 - boards.get(worker).started();
        for (TaskState task : tasks) {
            int slot = freeSlot(worker, before++);
            follower.message(new String(task.spec().payloadForSlot(slot), StandardCharsets.UTF_8));
        }
    }

    @Override
    public OptionalLong recall(WorkerKey worker, int epoch) {
        return OptionalLong.of(boards.get(worker).recall(epoch));
    }

    @Override
    public void askToStart(TaskSpec task) {
        pacer.ask(task.payloadForSlot(freeSlot()));
    }

    @Override
    public void finish(WorkerKey worker) {
        transport.send(worker, ToWorker.newBuilder().setFinish(true).build());
    }

    @Override
    public void end(WorkerKey worker, long sequence) {
        transport.send(worker, ToWorker.newBuilder().addKill(sequence).build());
    }

    @Override
    public void suspend(WorkerKey worker, long sequence, boolean suspend) {
        ToWorker.Builder message = ToWorker.newBuilder();
        transport.send(worker, (suspend ? message.addSuspend(sequence) : message.addResume(sequence)).build());
    }

    @Override
    public void signalTask(WorkerKey worker, long sequence, int signal) {
        AttemptSignal sent = AttemptSignal.newBuilder().setSequence(sequence).setSignal(signal).build();
        transport.send(worker, ToWorker.newBuilder().addSignals(sent).build());
    }

    @Override
    public void signal(WorkerKey worker, Signal signal) {
        launcher.signal(worker, signal);
    }

    @Override
    public void broadcast(Signal signal) {
        if (alone.getAsBoolean()) {
            launcher.broadcast(signal);
        } else {
            boards.keySet().forEach(worker -> launcher.signal(worker, signal));
        }
    }

    @Override
    public void sweepOrphans() {
        launcher.sweepOrphans();
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        follower.lost(worker, reason);
    }

    @Override
    public boolean hasThreadDump(WorkerKey worker) {
        return ThreadDump.whole(launcher.log(worker));
    }

    @Override
    public void showThreadDump(WorkerKey worker, Map<Integer, TaskSpec> late) {
        String log = launcher.log(worker);
        List<Follower.Stuck> stuck = new ArrayList<>();
        late.forEach((slot, task) -> stuck.add(new Follower.Stuck(task, ThreadDump.slot(log, slot))));
        follower.threadDump(worker, ThreadDump.slots(log), stuck);
    }

    @Override
    public void forget(WorkerKey worker) {
        transport.close(worker);
        launcher.forget(worker);
        outputCredit.forget(worker);
        follower.gone(worker);
        boards.remove(worker);
        firstSlots.remove(worker);
        sent.remove(worker);
    }

    @Override
    public void retried(FinishedTask attempt) {
        follower.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        follower.discarded(task);
    }

    @Override
    public void finished(FinishedTask task) {
        task.task().free();
        follower.finished(task);
    }

    @Override
    public void held(Hold hold) {
        follower.held(hold);
    }

    @Override
    public void closeInput() {
        intake.close();
    }

    @Override
    public void log(String line) {
        follower.message("drover: " + line);
    }

    /** The tasks that run now, one line each, as GNU parallel does on USR1; and why no other starts. */
    void listRunning(Supervision supervision) {
        long now = System.nanoTime();
        boards.forEach((worker, scoreboard) -> {
            for (int slot = 0; slot < scoreboard.slots(); slot++) {
                TaskSpec task = supervision.workers().taskOf(worker, scoreboard.running(slot));
                if (task != null) {
                    double seconds = (now - scoreboard.runningSince(slot)) / 1e9;
                    double progress = scoreboard.progress(slot);
                    follower.message(String.format(
                            java.util.Locale.ROOT,
                            "drover: task %d running %.1fs%s: %s",
                            task.number(),
                            seconds,
                            progress > 0 ? String.format(java.util.Locale.ROOT, " (%.0f %%)", progress * 100) : "",
                            task.payload().toStringUtf8()));
                }
            }
        });
        Hold hold = supervision.sight().hold();
        if (hold != null) {
            log("no task starts: " + hold);
        }
        follower.roundOver();
    }
}
