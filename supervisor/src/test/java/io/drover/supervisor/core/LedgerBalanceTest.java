package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.TaskResult;
import io.drover.supervisor.core.RecordingEffects.Send;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens, in whatever order: every task gets exactly one final state, and the run comes to its end.
 *
 * <p>Each seed is a world of its own. Whoever has changed the core and has some minutes looks at more of them; what fails names its
 * kind and seed: {@code mvn test -Dtest=LedgerBalanceTest -Dsurefire.failIfNoSpecifiedTests=false -Ddrover.seeds=1000}, and with
 * {@code -Ddrover.seeds.first=N} the first of them.
 */
class LedgerBalanceTest {
    private static final int SEEDS = Integer.getInteger("drover.seeds", 40);
    private static final int FIRST_SEED = Integer.getInteger("drover.seeds.first", 1);
    private static final int STEPS = 4000;

    @ParameterizedTest
    @ValueSource(strings = {"java", "java timeout", "java halt", "java paced", "java orders", "java far orders", "commands", "commands retries",
        "commands halt", "commands paced", "commands orders"})
    void balancesWhateverHappens(String kind) {
        forEachSeed(kind, seed -> new World(kind, seed).live());
    }

    private static void forEachSeed(String kind, IntConsumer world) {
        IntStream.rangeClosed(FIRST_SEED, FIRST_SEED + SEEDS - 1).parallel().forEach(seed ->
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> world.accept(seed), kind + ", seed " + seed));
    }

    @Test
    void crewsOfOneSupervisorGoTheirOwnWays() {
        forEachSeed("crews", LedgerBalanceTest::liveTogether);
    }

    @Test
    void ordersReachTasksAndWorkersInEveryState() {
        Set<Integer> places = new HashSet<>();
        int cancelled = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            World world = new World("java orders", seed);
            world.live();
            places.addAll(world.places);
            cancelled += Collections.frequency(world.outcomes.values(), Outcome.CANCELLED);
        }
        assertTrue(places.size() > 10, "only the places " + places);
        assertTrue(cancelled > SEEDS, "only " + cancelled + " tasks were cancelled");
    }

    /** They share nothing but the numbers of their places; some end while others go on. */
    private static void liveTogether(int seed) {
        Random random = new Random(seed);
        AtomicInteger places = new AtomicInteger();
        List<World> crews = new ArrayList<>();
        for (String kind : List.of("java orders", "commands orders", "java timeout", "commands retries")) {
            crews.add(new World(kind, seed, places::getAndIncrement));
        }
        // Many short lives find more than few long ones, and some things take their time.
        int steps = random.nextInt(10) == 0 ? STEPS : STEPS / 10;
        for (int step = 0; step < crews.size() * steps; step++) {
            crews.get(random.nextInt(crews.size())).step();
        }
        Set<Integer> numbers = new HashSet<>();
        for (World crew : crews) {
            crew.endAndBalance();
            crew.places.forEach(place -> assertTrue(numbers.add(place), "two crews have place " + place));
        }
    }

    @Test
    void itsWorldIsWild() {
        Set<String> outcomes = new HashSet<>();
        int ran = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            World world = new World("java timeout", seed);
            world.live();
            world.outcomes.values().forEach(outcome -> outcomes.add(outcome.getClass().getSimpleName()));
            ran += world.outcomes.size();
        }
        assertEquals(Set.of("Ok", "Exited", "TimedOut", "Lost", "Cancelled"), outcomes);
        assertTrue(ran > 100 * SEEDS, "only " + ran + " tasks");
    }

    /** Workers, input and signals that do what they like, within the rules of a kernel and a scoreboard. */
    private static final class World {
        private final Random random;
        private final String name;
        private final CoreRun run;
        private final Map<WorkerKey, Worker> workers = new LinkedHashMap<>();
        private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        private long submitted;
        private final Set<Long> cancelled = new HashSet<>();
        private boolean inputEnded;

        private final Set<Integer> places = new HashSet<>();
        private final int stopAt;
        private int steps;

        World(String kind, int seed) {
            this(kind, seed, new AtomicInteger()::getAndIncrement);
        }

        World(String kind, int seed, IntSupplier numbers) {
            this.random = new Random(seed);
            this.name = kind + ", seed " + seed;
            CoreRun.Setup setup = kind.startsWith("java") ? CoreRun.java(1, 3, 2) : CoreRun.commands(4, 2);
            if (kind.endsWith("timeout")) {
                setup.timeoutMillis(300);
            } else if (kind.endsWith("retries")) {
                setup.attempts(3);
            } else if (kind.endsWith("halt")) {
                setup.halt(seed % 2 == 0 ? "soon,fail=40" : "now,fail=40");
            } else if (kind.endsWith("paced")) {
                setup.pacing(new Pacing(seed % 3, 1 + seed % 4, seed % 2, seed % 5 == 0, seed % 4 != 0, false, 3, seed % 7 == 0)).timeoutOfMedian(4);
            }
            this.run = setup.start(numbers);
            if (kind.contains("far")) {
                run.effects.workersAreFar();
            }
            this.stopAt = random.nextInt(STEPS * 2);
        }

        void live() {
            for (int step = 0; step < STEPS && !run.supervision.isFinished(); step++) {
                step();
            }
            endAndBalance();
        }

        void step() {
            if (!run.supervision.isFinished()) {
                if (steps++ == stopAt) {
                    stop();
                }
                happen();
                see();
            }
        }

        void endAndBalance() {
            end();
            assertTrue(run.supervision.isFinished(), () -> name + " does not end: " + run.supervision.sight().totals());
            assertEquals(submitted, outcomes.size(), name);
            assertEquals(submitted, run.supervision.sight().totals().submitted(), name);
            assertTrue(run.supervision.sight().totals().balances(), () -> name + ": " + run.supervision.sight().totals());
            assertEquals(0, run.supervision.sight().inFlight(), name);
        }

        /** From now on the world is kind: no more input, nothing crashes, and there is room for all. */
        private void end() {
            run.supervision.starts().onCongestion(false, run.now);
            run.supervision.starts().onLimit(Pacing.ALL, run.now);
            run.supervision.orders().go(run.now);
            for (int round = 0; round < 20_000 && !run.supervision.isFinished(); round++) {
                if (!inputEnded) {
                    inputEnded = true;
                    run.endInput();
                }
                see();
                run.supervision.starts().onPlenty(run.now);
                run.supervision.starts().onGranted(run.now);
                for (Worker worker : List.copyOf(workers.values())) {
                    worker.answer();
                    worker.beReady();
                    worker.begin();
                    worker.endAny(false);
                    worker.deliver(Integer.MAX_VALUE);
                }
                time(5);
            }
            see();
        }

        private void happen() {
            int dice = random.nextInt(1000);
            if (dice < 150) {
                input();
            } else if (dice < 200) {
                time(1 + random.nextInt(30));
            } else if (dice < 202) {
                time(random.nextInt(12_000));
            } else if (dice < 204) {
                run.supervision.starts().onCongestion(random.nextInt(3) == 0, run.now);
            } else if (dice < 206) {
                run.now += 1_000_000L * random.nextInt(1_000_000);
                run.supervision.onResume(run.now);
            } else if (dice < 250 && name.contains("paced")) {
                pace(dice);
            } else if (dice < 225 && name.contains("orders")) {
                order(dice);
            } else if (!workers.isEmpty()) {
                List<Worker> all = List.copyOf(workers.values());
                all.get(random.nextInt(all.size())).live(dice);
            }
            if (random.nextBoolean()) {
                time(0);
            }
        }

        private void pace(int dice) {
            if (dice < 235) {
                run.supervision.starts().onGranted(run.now);
            } else if (dice < 237) {
                run.supervision.starts().onRefused(run.now);
            } else if (dice < 239) {
                run.supervision.starts().onLimit(1 + random.nextInt(7), run.now);
            } else if (dice < 242) {
                run.supervision.starts().onShortage(run.now);
            } else if (dice < 245) {
                run.supervision.starts().onRoom(1 + random.nextInt(3), run.now);
            } else {
                run.supervision.starts().onPlenty(run.now);
            }
        }

        private void order(int dice) {
            if (dice < 216) {
                long id = 1 + random.nextLong(submitted + 3);
                run.supervision.orders().cancel(id, Reach.RUNNING, run.now);
                if (id <= submitted) {
                    cancelled.add(id);
                }
            } else if (dice < 219) {
                run.supervision.orders().scale(random.ints(1 + random.nextInt(5), 1, 4).toArray(), run.now);
            } else if (dice < 221) {
                run.supervision.orders().replace(anyWorker(), run.now);
            } else if (dice < 222) {
                run.supervision.orders().release(anyWorker(), run.now);
                run.supervision.orders().man(random.nextInt(5), run.now);
            } else if (dice < 223) {
                run.supervision.orders().hold();
            } else {
                run.supervision.orders().go(run.now);
            }
        }

        private WorkerKey anyWorker() {
            List<WorkerKey> all = List.copyOf(workers.keySet());
            return all.isEmpty() ? new WorkerKey(7, 1) : all.get(random.nextInt(all.size()));
        }

        private void input() {
            int wanted = run.supervision.wantedTasks();
            if (wanted > 0 && !inputEnded) {
                int count = 1 + random.nextInt(Math.min(wanted, 20));
                submitted += count;
                if (name.contains("orders")) {
                    run.tasks(terms(), count);
                } else {
                    run.tasks(count);
                }
            }
        }

        private Terms terms() {
            return Terms.ONCE
                    .attempts(1 + random.nextInt(3))
                    .backoff(new Backoff(Duration.ofMillis(random.nextInt(30)), 2, Duration.ofMillis(100)))
                    .poisonLimit(1 + random.nextInt(3))
                    .timeout(Duration.ofMillis(random.nextInt(3) * 200L))
                    .priority(random.nextInt(4) - 1)
                    .delay(Duration.ofMillis(Math.max(0, random.nextInt(60) - 30)));
        }

        private void stop() {
            Signal[] signals = {Signal.HUP, Signal.INT, Signal.TERM};
            run.signal(signals[random.nextInt(3)]);
            if (random.nextInt(4) == 0) {
                run.signal(signals[random.nextInt(3)]);
            }
        }

        /** Time passes, and workers that beat do. */
        private void time(long millis) {
            run.now += millis * 1_000_000;
            for (Worker worker : workers.values()) {
                if (!worker.mute && !worker.stopped) {
                    run.effects.board(worker.key).beat(run.now);
                }
            }
            run.supervision.onTick(run.now);
            if (!run.supervision.isFinished()) {
                long deadline = run.supervision.nextDeadline(run.now);
                assertTrue(deadline > run.now, () -> name + ": wants to wake at once, having done all that was due");
            }
        }

        /** The effects become true. */
        private void see() {
            boolean something = true;
            while (something) {
                something = false;
                for (WorkerKey key : run.effects.takeSpawns()) {
                    workers.put(key, new Worker(key, run.effects.board(key)));
                    places.add(key.place());
                }
                for (Send send : run.effects.takeSends()) {
                    workers.get(send.worker()).receive(send);
                    send.tasks().forEach(id -> assertFalse(cancelled.contains(id), () -> name + ": " + id + " runs though it is cancelled"));
                }
                for (var end : run.effects.takeEnds()) {
                    workers.get(end.worker()).killed.add(end.sequence());
                }
                for (var recall : run.effects.takeRecalls()) {
                    workers.get(recall.worker()).recalls.add(recall.epoch());
                }
                run.effects.takeFinishes().forEach(key -> workers.get(key).finishing = true);
                for (var signal : run.effects.takeSignals()) {
                    something |= signal(workers.get(signal.worker()), signal.signal());
                }
                for (Signal signal : run.effects.takeBroadcasts()) {
                    for (Worker worker : List.copyOf(workers.values())) {
                        something |= signal(worker, signal);
                    }
                }
            }
            for (FinishedTask finished : run.effects.takeFinished()) {
                Outcome before = outcomes.put(finished.task().id(), finished.outcome());
                assertEquals(null, before, () -> name + ": task " + finished.task().id() + " ended twice");
            }
            // What still comes from these comes too late; often enough somebody tries.
            run.effects.takeForgotten().stream().map(workers::remove).forEach(worker -> worker.deliver(1));
            run.effects.skip();
        }

        private boolean signal(Worker worker, Signal signal) {
            if (worker == null || worker.dead) {
                return false;
            }
            if (signal == Signal.KILL) {
                worker.die(CoreRun.KILLED);
                return true;
            }
            switch (signal) {
                case TERM, INT -> worker.terminated = true;
                case STOP -> worker.stopped = true;
                case CONT -> worker.stopped = false;
                default -> { }
            }
            return false;
        }

        /** One worker process. */
        private final class Worker {
            private final WorkerKey key;
            private final FakeBoard board;
            private final Deque<Send> batches = new ArrayDeque<>();
            private final List<TaskResult> underWay = new ArrayList<>();
            private final long[] slots;
            private int nextInBatch;
            private boolean ready;
            private final Set<Long> killed = new HashSet<>();
            private final Deque<Integer> recalls = new ArrayDeque<>();
            private boolean mute;
            private boolean stopped;
            private boolean finishing;
            private boolean terminated;
            private boolean saidBye;
            private boolean dead;
            /** Runs a task that no worker survives. */
            private boolean poisoned;

            Worker(WorkerKey key, FakeBoard board) {
                this.key = key;
                this.board = board;
                this.slots = new long[board.slots()];
            }

            void receive(Send send) {
                batches.add(send);
            }

            void live(int dice) {
                if (dead) {
                    deliver(1 + random.nextInt(3));
                } else if (stopped) {
                    return;
                } else if (dice < 215) {
                    die(random.nextBoolean() ? CoreRun.KILLED : new ExitStatus.Exited(1));
                } else if (dice < 218) {
                    mute = true;
                } else if (dice < 300) {
                    answer();
                    beReady();
                } else if (dice < 550) {
                    begin();
                } else if (dice < 800) {
                    endAny(random.nextInt(10) == 0);
                } else {
                    deliver(1 + random.nextInt(5));
                }
            }

            /** Even after its death somebody may answer, too late. */
            void answer() {
                if (!recalls.isEmpty()) {
                    int epoch = recalls.remove();
                    run.supervision.workers().onRecalled(key, epoch, board.recall(epoch), run.now);
                }
            }

            void beReady() {
                if (!dead && !ready) {
                    ready = true;
                    run.ready(key);
                }
            }

            void begin() {
                if (dead || stopped || !ready || terminated) {
                    return;
                }
                for (int slot = 0; slot < slots.length; slot++) {
                    if (slots[slot] == 0) {
                        beginIn(slot);
                    }
                }
            }

            private void beginIn(int slot) {
                while (!batches.isEmpty()) {
                    Send batch = batches.peek();
                    if (nextInBatch < batch.tasks().size()
                            && board.start(batch.epoch(), batch.first() + nextInBatch, slot, run.now)) {
                        poisoned |= batch.tasks().get(nextInBatch) % 50 == 0;
                        slots[slot] = batch.first() + nextInBatch++;
                        return;
                    }
                    batches.remove();
                    nextInBatch = 0;
                }
            }

            void endAny(boolean fails) {
                if (dead || stopped) {
                    return;
                }
                if (poisoned) {
                    die(new ExitStatus.Signaled(11));
                    return;
                }
                boolean idle = true;
                for (int slot = 0; slot < slots.length; slot++) {
                    if (slots[slot] != 0) {
                        TaskResult.Builder result = CoreRun.result(slots[slot])
                                .setRunNanos(random.nextInt(3) == 0 ? 50_000_000 : 10_000);
                        if (fails || terminated) {
                            result.setExitCode(3);
                        }
                        if (killed.remove(slots[slot])) {
                            result.setSignal(15).setKilled(true);
                        }
                        underWay.add(result.build());
                        board.end(slot);
                        slots[slot] = 0;
                        idle = false;
                        break;
                    }
                }
                if (idle && (terminated || finishing && batches.isEmpty())) {
                    deliver(Integer.MAX_VALUE);
                    if (!saidBye) {
                        saidBye = true;
                        run.supervision.workers().onBye(key);
                    }
                }
            }

            void deliver(int limit) {
                int count = Math.min(limit, underWay.size());
                for (int i = 0; i < count; i++) {
                    TaskResult result = underWay.remove(0);
                    run.supervision.workers().onResult(key, AttemptEnd.of(result), run.now);
                    if (random.nextInt(20) == 0) {
                        run.supervision.workers().onResult(key, AttemptEnd.of(result), run.now);
                    }
                }
                if (count > 0) {
                    run.supervision.workers().onResultsDrained(key, run.now);
                }
            }

            /** Of its last results any number gets through, now or later. */
            void die(ExitStatus status) {
                dead = true;
                while (!underWay.isEmpty() && random.nextInt(3) == 0) {
                    underWay.remove(underWay.size() - 1);
                }
                if (random.nextBoolean()) {
                    deliver(Integer.MAX_VALUE);
                }
                run.exit(key, status);
            }
        }
    }
}
