package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import io.drover.supervisor.work.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * All that crews of one supervisor can do, played once: hired before and while the others run, scaled under load, replaced, cancelled, broken
 * from the start, dismissed.
 */
public final class CrewsDemonstration {
    /** Far beyond what anything here takes: reached only when something hangs. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Supervisor supervisor;
    private final Path directory;
    private final Function<Work, CrewPlan.Builder> plans;

    /**
     * @param directory where tasks leave and find files
     * @param plans for crews of a work, with one worker and one slot
     */
    public CrewsDemonstration(Supervisor supervisor, Path directory, Function<Work, CrewPlan.Builder> plans) {
        this.supervisor = supervisor;
        this.directory = directory;
        this.plans = plans;
    }

    /** A crew with what it was given and what it has told. */
    private final class Hired implements Follower {
        private final Submissions tasks = new Submissions();
        private final Map<Long, FinishedTask> finished = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
        private final Crew crew;
        private final Function<String, String> holding;
        private long submitted;

        /** @param holding a task that leaves the file of that name, and waits for the one with ".go" */
        Hired(Work work, Function<String, String> holding) {
            this.crew = supervisor.hire(plans.apply(work).build(), tasks, this);
            this.holding = holding;
        }

        @Override
        public void finished(FinishedTask task) {
            finished.put(task.task().id(), task);
        }

        @Override
        public void message(String line) {
            messages.add(line);
        }

        long submit(String payload) {
            submitted++;
            assertTrue(tasks.submit(new TaskSpec(submitted, payload.getBytes(StandardCharsets.UTF_8))));
            return submitted;
        }

        /** It runs. */
        long submitHolding(String name) {
            long id = submit(holding.apply(name));
            await(name + " to run", () -> Files.exists(directory.resolve(name)));
            return id;
        }

        Outcome outcome(long id) {
            await("the end of task " + id, () -> finished.containsKey(id));
            return finished.get(id).outcome();
        }

        void awaitAll() {
            await("the end of " + submitted + " tasks", () -> finished.size() == submitted);
        }

        List<WorkerSight> workers() {
            return supervisor.look().crews().stream()
                    .filter(seen -> seen.crew() == crew.number())
                    .findFirst().map(Sight.CrewSight::workers).orElse(List.of());
        }

        long ready() {
            return workers().stream().filter(worker -> worker.life() == WorkerSight.Life.READY).count();
        }

        CrewEnd end() throws InterruptedException, ExecutionException, TimeoutException {
            return crew.end().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }

        private void await(String what, BooleanSupplier condition) {
            long end = System.nanoTime() + DEADLINE.toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError(
                            crew + ": no " + what + "; " + finished.size() + " finished; " + messages + " " + supervisor.look());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    private void release(String name) throws IOException {
        Files.createFile(directory.resolve(name + ".go"));
    }

    /**
     * @param cannotStart work whose workers fail at their start
     */
    public void play(Work commands, Work java, Work cannotStart) throws Exception {
        Hired shell = new Hired(commands, name -> "touch %1$s/%2$s; until [ -e %1$s/%2$s.go ]; do sleep 0.02; done".formatted(directory, name));
        Function<String, String> waiting = name -> "touch-and-wait %1$s/%2$s %1$s/%2$s.go".formatted(directory, name);
        Hired first = new Hired(java, waiting);
        CompletableFuture<SupervisorEnd> loop = CompletableFuture.supplyAsync(this::run, task -> new Thread(task, "loop").start());

        fill(shell, "echo ", 20);
        fill(first, "ok ", 20);
        shell.awaitAll();
        first.awaitAll();
        assertEquals("echo 7", shell.finished.get(7L).task().payload().toStringUtf8());
        assertEquals("7\n", shell.finished.get(7L).output().toStringUtf8());
        assertEquals("ok 7", first.finished.get(7L).output().toStringUtf8().strip());

        Hired third = new Hired(java, waiting);
        fill(third, "ok ", 20);
        third.awaitAll();

        Hired broken = new Hired(cannotStart, waiting);
        broken.tasks.submit(new TaskSpec(1, new byte[0]));
        assertInstanceOf(RunEnd.GaveUp.class, broken.end().end());
        assertTrue(broken.end().totals().balances());

        scale(shell);
        replace(first);
        cancel(shell);
        cancel(third);
        hold(first);

        dismiss(third);
        shell.crew.tell(new CrewOrder.Drain());
        first.tasks.end();
        supervisor.tell(SupervisorOrder.CLOSE);
        assertEquals(0, loop.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).survivors());
        for (Hired crew : List.of(shell, first, third)) {
            assertTrue(crew.end().totals().balances(), () -> crew.crew + ": " + crew.crew.end().join());
            assertEquals(crew.submitted, crew.finished.size());
        }
        assertInstanceOf(RunEnd.Completed.class, shell.end().end());
        assertInstanceOf(RunEnd.Completed.class, first.end().end());
        assertEquals(List.of(), supervisor.look().crews());
    }

    private SupervisorEnd run() {
        try {
            return supervisor.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(Hired crew, String payload, int count) {
        for (int i = 1; i <= count; i++) {
            crew.submit(payload + i);
        }
    }

    /** One worker becomes eight, and two, while there is always work. */
    private void scale(Hired crew) throws IOException {
        fill(crew, "echo ", 200);
        crew.crew.tell(new CrewOrder.Scale(1, 1, 1, 1, 1, 1, 1, 1));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            names.add("scaled-" + i);
            crew.submit(crew.holding.apply("scaled-" + i));
        }
        crew.await("eight tasks to run", () -> names.stream().allMatch(name -> Files.exists(directory.resolve(name))));
        assertEquals(8, crew.ready());
        fill(crew, "echo ", 200);
        crew.crew.tell(new CrewOrder.Scale(1, 1));
        crew.await("two workers to be left that get tasks", () -> crew.ready() == 2);
        for (String name : names) {
            release(name);
        }
        crew.awaitAll();
        crew.await("two workers to be left", () -> crew.workers().size() == 2);
    }

    /** The other worker is there before this one goes, and gets what comes when the only slot is free. */
    private void replace(Hired crew) throws IOException {
        WorkerKey old = crew.workers().get(0).worker();
        long held = crew.submitHolding("replaced");
        crew.crew.tell(new CrewOrder.Replace(old));
        crew.await("the other worker", () -> {
            List<WorkerSight> workers = crew.workers();
            assertTrue(workers.stream().anyMatch(worker -> worker.life() == WorkerSight.Life.READY), workers::toString);
            return workers.stream().anyMatch(worker -> worker.worker().equals(old) && worker.life() == WorkerSight.Life.LEAVING);
        });
        long next = crew.submit("ok behind it");
        release("replaced");
        assertEquals(Outcome.OK, crew.outcome(held));
        assertEquals(Outcome.OK, crew.outcome(next));
        assertEquals(1, crew.finished.get(held).attempts());
        crew.await("the old worker to be gone", () -> crew.workers().size() == 1);
    }

    private void cancel(Hired crew) {
        String name = "cancelled-" + crew.crew.number();
        crew.crew.tell(new CrewOrder.Scale(1));
        long running = crew.submitHolding(name);
        long waiting = crew.submit(crew.holding.apply(name + "-waiting"));
        crew.crew.tell(new CrewOrder.Cancel(waiting));
        crew.crew.tell(new CrewOrder.Cancel(999_999));
        assertEquals(Outcome.CANCELLED, crew.outcome(waiting));
        assertFalse(Files.exists(directory.resolve(name + "-waiting")));
        crew.crew.tell(new CrewOrder.Cancel(running));
        assertEquals(Outcome.CANCELLED, crew.outcome(running));
    }

    private void hold(Hired crew) {
        crew.crew.tell(new CrewOrder.Hold());
        long id = crew.submit("ok at last");
        crew.await("the task to wait", () -> supervisor.look().crews().stream()
                .anyMatch(seen -> seen.crew() == crew.crew.number() && seen.progress().hold() != null));
        assertFalse(crew.finished.containsKey(id));
        crew.crew.tell(new CrewOrder.Go());
        assertEquals(Outcome.OK, crew.outcome(id));
    }

    /** What runs is left to its end, what waits is cancelled. */
    private void dismiss(Hired crew) throws Exception {
        long running = crew.submitHolding("dismissed");
        long waiting = crew.submit("ok never");
        crew.await("it to be taken", () -> supervisor.look().crews().stream()
                .anyMatch(seen -> seen.crew() == crew.crew.number() && seen.progress().totals().submitted() == crew.submitted));
        crew.crew.tell(new CrewOrder.Dismiss());
        assertEquals(Outcome.CANCELLED, crew.outcome(waiting));
        release("dismissed");
        assertEquals(Outcome.OK, crew.outcome(running));
        assertTrue(crew.end().totals().balances());
    }
}
