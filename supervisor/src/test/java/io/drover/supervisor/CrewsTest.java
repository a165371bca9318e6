package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.JavaTasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine without processes and sockets. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CrewsTest {
    @TempDir
    Path directory;

    private static JavaTasks java(String taskClass) {
        return new JavaTasks(JavaSetup.newBuilder().setTaskClass(taskClass).build());
    }

    @Test
    void crewsDoAllThatTheyCanInMemory() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", workers, workers))) {
            new CrewsDemonstration(supervisor, directory, CrewPlan::of)
                    .play(new Commands(CommandSetup.getDefaultInstance()), java("tasks.Conduct"), java("tasks.None"));
        }
        assertEquals(0, workers.alive());
    }

    /** Is never done with what it was told until somebody says so. */
    private static final class SlowFollower implements Follower {
        private final CompletableFuture<Runnable> done = new CompletableFuture<>();

        @Override
        public void over(Runnable whenDone) {
            done.complete(whenDone);
        }
    }

    private static CrewEnd endOf(Crew crew) throws Exception {
        return crew.end().get(120, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsForTheFollowerOfAnotherCrew() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", workers, workers))) {
            SlowFollower slow = new SlowFollower();
            Crew first = hire(supervisor, slow);
            CompletableFuture<SupervisorEnd> loop = CompletableFuture.supplyAsync(() -> run(supervisor));
            Runnable done = slow.done.get(120, TimeUnit.SECONDS);
            Crew second = hire(supervisor, new Follower() {});
            assertEquals(new Ledger.Totals(1, 1, 0, 0, 0, 0), endOf(second).totals());
            assertFalse(first.end().isDone());
            done.run();
            assertEquals(new CrewEnd(new RunEnd.Completed(), new Ledger.Totals(1, 1, 0, 0, 0, 0), null), endOf(first));
            supervisor.tell(SupervisorOrder.CLOSE);
            assertEquals(0, loop.get(120, TimeUnit.SECONDS).survivors());
        }
    }

    @Test
    void aKilledCrewDoesNotWaitForItsFollower() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", workers, workers))) {
            SlowFollower slow = new SlowFollower();
            Crew overBefore = hire(supervisor, slow);
            CompletableFuture<SupervisorEnd> loop = CompletableFuture.supplyAsync(() -> run(supervisor));
            slow.done.get(120, TimeUnit.SECONDS);
            overBefore.tell(new CrewOrder.Kill());
            assertEquals("killed before all output was written", endOf(overBefore).outputFailure().message());
            Submissions tasks = new Submissions();
            tasks.submit(new TaskSpec(1, "touch-and-wait %1$s/runs %1$s/never".formatted(directory).getBytes(StandardCharsets.US_ASCII)));
            Crew atWork = supervisor.hire(CrewPlan.of(java("tasks.Conduct")).build(), tasks, new SlowFollower());
            while (!Files.exists(directory.resolve("runs"))) {
                Thread.onSpinWait();
            }
            atWork.tell(new CrewOrder.Kill());
            assertEquals("killed before all output was written", endOf(atWork).outputFailure().message());
            supervisor.tell(SupervisorOrder.CLOSE);
            assertEquals(0, loop.get(120, TimeUnit.SECONDS).survivors());
        }
    }

    @Test
    void nobodyWaitsForACrewOfASupervisorThatHasEnded() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", workers, workers))) {
            supervisor.tell(SupervisorOrder.CLOSE);
            supervisor.run();
            Crew late = hire(supervisor, new Follower() {});
            assertInstanceOf(IllegalStateException.class, assertThrows(ExecutionException.class, () -> endOf(late)).getCause());
        }
    }

    @Test
    void aFollowerCanLookAroundAndGiveOrders() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", workers, workers))) {
            List<Sight> seen = new ArrayList<>();
            Crew crew = hire(supervisor, new Follower() {
                @Override
                public void finished(FinishedTask task) {
                    seen.add(supervisor.look());
                    supervisor.tell(SupervisorOrder.CLOSE);
                }
            });
            supervisor.run();
            assertEquals(1, endOf(crew).totals().ok());
            assertEquals(List.of(crew.number()), seen.get(0).crews().stream().map(Sight.CrewSight::crew).toList());
        }
    }

    /** Counts how many final states it was told of, and throws as long as it is to. */
    private static final class BrokenFollower implements Follower {
        private final int most;
        private int thrown;
        private int finished;

        BrokenFollower(int most) {
            this.most = most;
        }

        private void fail() {
            if (thrown < most) {
                thrown++;
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public void submitted(List<TaskSpec> tasks) {
            fail();
        }

        @Override
        public void finished(FinishedTask task) {
            finished++;
            fail();
        }

        @Override
        public void message(String line) {
            fail();
        }

        @Override
        public void roundOver() {
            fail();
        }

        @Override
        public void over(Runnable done) {
            fail();
            done.run();
        }
    }

    @Test
    void aFollowerThatThrowsCostsNoTaskItsFinalState() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", workers, workers))) {
            BrokenFollower once = new BrokenFollower(1);
            BrokenFollower always = new BrokenFollower(Integer.MAX_VALUE);
            Crew forgiven = hire(supervisor, once);
            Crew broken = hire(supervisor, always);
            Crew cancelled = hire(supervisor, new BrokenFollower(1));
            cancelled.tell(new CrewOrder.Cancel(1));
            Crew other = hire(supervisor, new Follower() {});
            supervisor.tell(SupervisorOrder.CLOSE);
            supervisor.run();
            assertEquals(new CrewEnd(new RunEnd.Completed(), new Ledger.Totals(1, 1, 0, 0, 0, 0), null), endOf(forgiven));
            assertInstanceOf(RunEnd.GaveUp.class, endOf(broken).end());
            assertEquals(endOf(broken).totals().submitted(), always.finished);
            assertEquals(new Ledger.Totals(1, 0, 0, 0, 0, 1), endOf(cancelled).totals());
            assertEquals(1, endOf(other).totals().ok());
        }
        assertEquals(0, workers.alive());
    }

    private static Crew hire(Supervisor supervisor, Follower follower) {
        Submissions tasks = new Submissions();
        tasks.submit(new TaskSpec(1, "ok 1".getBytes(StandardCharsets.US_ASCII)));
        tasks.end();
        return supervisor.hire(CrewPlan.of(java("tasks.Conduct")).build(), tasks, follower);
    }

    private static SupervisorEnd run(Supervisor supervisor) {
        try {
            return supervisor.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
