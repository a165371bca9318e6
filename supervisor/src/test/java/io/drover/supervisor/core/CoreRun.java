package io.drover.supervisor.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.TaskFailure;
import io.drover.proto.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** A run of the core without processes: the test plays the workers and the clock. */
final class CoreRun {
    static final long GRACE_MILLIS = 5_000;
    static final long SILENCE_MILLIS = 10_000;
    static final long START_MILLIS = 30_000;
    static final long SETTLE_MILLIS = 20;
    private static final Patience PATIENCE = new Patience(
            Duration.ofMillis(GRACE_MILLIS), Duration.ofMillis(SILENCE_MILLIS), Duration.ofMillis(START_MILLIS));
    static final ExitStatus KILLED = new ExitStatus.Signaled(9);

    final RecordingEffects effects;
    final Supervision supervision;
    long now = MILLISECONDS.toNanos(1_000_000);
    private long lastId;

    /** What tasks are to the core: they run again after a loss or end alone, here one or the other. */
    private record TestNature(boolean rerunsLost) implements Nature {
        @Override
        public boolean endsAlone() {
            return !rerunsLost;
        }
    }

    private CoreRun(SupervisionConfig config, IntSupplier places) {
        this.effects = new RecordingEffects();
        this.supervision = new Supervision(config, effects, places, new Random(1));
    }

    /** Java tasks: lost ones run again. */
    static Setup java(int... slots) {
        return new Setup(slots, true);
    }

    static Setup commands(int... slots) {
        return new Setup(slots, false);
    }

    /** The configuration of a run, with the values that most tests do not care about. */
    static final class Setup {
        private final int[] slots;
        private final boolean rerunLost;
        private Terms terms = Terms.ONCE;
        private Pacing pacing = Pacing.NONE;
        private HaltPolicy halt = HaltPolicy.NEVER;
        private boolean endures;

        private Setup(int[] slots, boolean rerunLost) {
            this.slots = slots;
            this.rerunLost = rerunLost;
        }

        Setup attempts(int limit) {
            terms = terms.attempts(limit);
            return this;
        }

        Setup timeoutOfMedian(double share) {
            terms = terms.timeoutOfMedian(share);
            return this;
        }

        Setup timeoutMillis(long limit) {
            terms = terms.timeout(Duration.ofMillis(limit));
            return this;
        }

        Setup delayMillis(long delay) {
            return pacing(new Pacing(MILLISECONDS.toNanos(delay), 0, false, false, false, Pacing.ALL));
        }

        Setup pacing(Pacing wanted) {
            pacing = wanted;
            return this;
        }

        Setup halt(String text) {
            halt = HaltPolicy.parse(text);
            return this;
        }

        Setup enduring() {
            endures = true;
            return this;
        }

        Setup terms(Terms ofTasks) {
            terms = ofTasks;
            return this;
        }

        /** The run has begun, its first worker is starting. */
        CoreRun start() {
            return start(new AtomicInteger()::getAndIncrement);
        }

        /** One of several crews that share the numbers of {@code places}. */
        CoreRun start(IntSupplier places) {
            CoreRun run = new CoreRun(new SupervisionConfig(
                    slots,
                    new TestNature(rerunLost),
                    terms,
                    PATIENCE,
                    pacing,
                    halt,
                    endures), places);
            run.supervision.onStart(run.now);
            return run;
        }

        /** The run has begun and has {@code tasks}; all workers that were spawned for them are ready. */
        CoreRun ready(int tasks) {
            CoreRun run = start();
            run.tasks(tasks);
            for (WorkerKey worker : run.effects.takeSpawns()) {
                run.ready(worker);
            }
            return run;
        }
    }

    static WorkerKey worker(int place, int generation) {
        return new WorkerKey(place, generation);
    }

    void tasks(int count) {
        stage(0, count);
    }

    /** Tasks of this stage. */
    void stage(int stage, int count) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new TaskSpec(++lastId, new byte[8]).inStage(stage));
        }
        supervision.onTasks(tasks, now);
    }

    /** Tasks with terms of their own. */
    void tasks(Terms terms, int count) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new TaskSpec(++lastId, new byte[8]).on(terms));
        }
        supervision.onTasks(tasks, now);
    }

    void task(int bytes) {
        supervision.onTasks(List.of(new TaskSpec(++lastId, new byte[bytes])), now);
    }

    void endInput() {
        supervision.onInputEnd(now);
    }

    void ready(WorkerKey worker) {
        effects.board(worker).beat(now);
        supervision.workers().onReady(worker, now);
    }

    /** Time passes, and the loop looks what is due. */
    void pass(long millis) {
        now += MILLISECONDS.toNanos(millis);
        supervision.onTick(now);
    }

    /** All living workers show that they live; then time passes. */
    void passBeating(long millis, WorkerKey... alive) {
        now += MILLISECONDS.toNanos(millis);
        for (WorkerKey worker : alive) {
            effects.board(worker).beat(now);
        }
        supervision.onTick(now);
    }

    /** The worker starts its next task in {@code slot} (from 0). */
    void begin(WorkerKey worker, long sequence, int slot) {
        FakeBoard board = effects.board(worker);
        assertTrue(board.start(board.epoch(), sequence, slot, now), "sequence " + sequence + " does not start now");
    }

    void result(WorkerKey worker, TaskResult result) {
        supervision.workers().onResult(worker, AttemptEnd.of(result), now);
        supervision.workers().onResultsDrained(worker, now);
    }

    void ok(WorkerKey worker, long sequence, long runMillis) {
        result(worker, result(sequence).setRunNanos(MILLISECONDS.toNanos(runMillis)).build());
    }

    /** Starts a task in {@code slot} and ends it well. */
    void runOk(WorkerKey worker, long sequence, int slot, long runMillis) {
        begin(worker, sequence, slot);
        effects.board(worker).end(slot);
        ok(worker, sequence, runMillis);
    }

    static TaskResult.Builder result(long sequence) {
        return TaskResult.newBuilder().setSequence(sequence).setSlot(1).setRunNanos(MILLISECONDS.toNanos(100));
    }

    static TaskResult failure(long sequence) {
        return result(sequence).setExitCode(1).build();
    }

    static TaskResult interrupted(long sequence) {
        return result(sequence)
                .setFailure(TaskFailure.newBuilder().setClassName("java.lang.InterruptedException"))
                .build();
    }

    void exit(WorkerKey worker, ExitStatus status) {
        effects.died(worker);
        supervision.workers().onExit(worker, status, "last words", now);
    }

    /** The worker dies and its last results have come: it is settled. */
    void crash(WorkerKey worker) {
        exit(worker, KILLED);
        pass(SETTLE_MILLIS);
    }

    void signal(Signal signal) {
        supervision.orders().onSignal(signal, now);
    }

    /** Numbers and outcomes of the tasks that got their final state since the last call. */
    List<String> takeOutcomes() {
        return effects.takeFinished().stream()
                .map(task -> task.task().id() + " " + task.outcome().getClass().getSimpleName())
                .toList();
    }

    /** The only task that got its final state since the last call. */
    FinishedTask takeFinished() {
        List<FinishedTask> finished = effects.takeFinished();
        assertEquals(1, finished.size(), () -> "finished: " + finished);
        return finished.get(0);
    }
}
