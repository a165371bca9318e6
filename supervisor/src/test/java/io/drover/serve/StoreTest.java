package io.drover.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.proto.StoredTask;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.TaskSight;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    private Path directory;

    private Path file;
    private StoreOf queue;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("queue.db");
        queue = new StoreOf(file, Interrupted.RERUN);
    }

    @AfterEach
    void close() throws IOException {
        queue.close();
    }

    private void reopen(Interrupted rule) throws IOException {
        queue.close();
        queue = new StoreOf(file, rule);
    }

    /** As if the service had been killed. */
    private void kill() {
        assertThrows(DatabaseException.class, () -> queue.store.commit(connection -> {
            connection.close();
            return null;
        }));
    }

    @Test
    void aHigherPriorityIsFirstAndADayMakesUpForAStep() throws IOException {
        queue.submit(3, task -> {});
        long urgent = queue.submit(task -> task.setPriority(1));
        assertEquals(List.of(4L, 1L), queue.take(2));
        queue.change("UPDATE tasks SET rank = rank - " + Rank.STEP_MICROS + " WHERE id = 3");
        queue.submit(task -> task.setPriority(1));
        queue.submit(task -> task.setPriority(-1));
        assertEquals(List.of(3L, 5L, 2L, 6L), queue.take(9));
        assertEquals(4, urgent);
        assertEquals("a priority can be from -1000000 to 1000000, not 1000001",
                assertThrows(DatabaseException.class, () -> queue.submit(task -> task.setPriority(1_000_001))).getMessage());
        assertTrue(Rank.priority(Rank.of(2_000_000_000_000_000L, Rank.MOST_PRIORITY)) > Rank.priority(Rank.of(2_000_000_000_000_000L, 0)));
        assertTrue(Rank.priority(Rank.of(0, -Rank.MOST_PRIORITY)) < 0);
    }

    @Test
    void onlyWhatIsMoreUrgentIsTakenBesidesWhatIsThere() throws IOException {
        queue.submit(5, task -> {});
        long rank = queue.store.take(1, Long.MAX_VALUE).get(0).queued().rank();
        assertEquals(List.of(), queue.store.take(5, rank));
        long urgent = queue.submit(task -> task.setPriority(1));
        assertEquals(List.of(urgent), queue.store.take(5, rank).stream().map(DueTask::id).toList());
    }

    @Test
    void aFullGroupHoldsUpNobodyElse() throws IOException {
        queue.submit(50, task -> task.setGroup("few"));
        queue.submit(3, task -> task.setGroup("none"));
        queue.submit(3, task -> {});
        queue.store.commit(connection -> {
            queue.store.groups().set(connection, "few", new Groups.Limit(2, false));
            queue.store.groups().set(connection, "none", new Groups.Limit(0, true));
            return null;
        });
        assertEquals(List.of(1L, 2L, 54L, 55L, 56L), queue.take(20));
        assertEquals(List.of(), queue.take(20));
        queue.store.begun(Map.of(1L, 1));
        assertTrue(queue.end(1, "ok"));
        assertEquals(List.of(3L), queue.take(20));
        reopen(Interrupted.RERUN);
        assertEquals(List.of(2L, 3L, 54L, 55L, 56L), queue.take(20), "limits are stored, and what was ready waits again");
        assertEquals(Map.of("waiting", 3L), queue.tasks.countsByGroup().get("none"));
        assertEquals(Map.of("waiting", 49L, "ok", 1L), queue.tasks.countsByGroup().get("few"));
        queue.store.commit(connection -> {
            queue.store.groups().set(connection, "none", Groups.Limit.NONE);
            return null;
        });
        assertEquals(List.of(51L, 52L, 53L), queue.take(20));
    }

    @Test
    void manyGroupsTakeTheirTurns() throws IOException {
        for (int i = 0; i < 300; i++) {
            String group = "g" + i % 7;
            int priority = i % 3;
            queue.submit(task -> task.setGroup(group).setPriority(priority));
        }
        List<DueTask> all = new ArrayList<>();
        for (int most : new int[] {1, 2, 50, 9, 300}) {
            all.addAll(queue.store.take(most, Long.MAX_VALUE));
        }
        assertEquals(300, all.size());
        assertEquals(all.stream().map(DueTask::queued).sorted().toList(), all.stream().map(DueTask::queued).toList());
    }

    @Test
    void whatFailsIsTriedAgainLaterAndWithoutASlot() throws IOException {
        long id = queue.submit(task -> task.setAttempts(3));
        queue.change("UPDATE tasks SET backoff = 60000000, backoff_most = 90000000");
        assertEquals(List.of(id), queue.take(9));
        queue.run(id, "failed");
        assertEquals("delayed", queue.state(id));
        assertEquals(List.of(), queue.take(9));
        reopen(Interrupted.RERUN);
        assertEquals("delayed", queue.state(id));
        queue.change("UPDATE tasks SET due = 1");
        queue.store.wake(EpochMicros.now());
        assertEquals(List.of(id), queue.take(9));
        queue.run(id, "timed_out");
        assertEquals(2, queue.number("SELECT count(*) FROM attempts WHERE task = 1"));
        queue.change("UPDATE tasks SET due = 1");
        queue.store.wake(EpochMicros.now());
        assertEquals(List.of(id), queue.take(9));
        queue.run(id, "failed");
        StoredTask task = queue.tasks.find(id, false).orElseThrow();
        assertEquals("failed 3", task.getState() + " " + task.getAttempts());
        queue.change(changes -> changes.forget(id));
        assertEquals(0, queue.number("SELECT count(*) FROM attempts"));
    }

    @Test
    void pausesGrowUpToTheirLimitAndDiffer() {
        Retrying retrying = new Retrying(0, 1000, 5000);
        Random random = new Random(1);
        for (int attempt = 1; attempt < 100; attempt++) {
            long most = Math.min(5000, 1000L << Math.min(10, attempt - 1));
            long pause = retrying.pauseMicros(attempt, random);
            assertTrue(pause >= most / 2 && pause <= most, pause + " after " + attempt);
            assertTrue(retrying.allows(attempt));
        }
        assertFalse(new Retrying(2, 0, 0).allows(2));
        assertEquals(0, new Retrying(2, 0, 0).pauseMicros(1, random));
    }

    @Test
    void whatLosesItsWorkersOrEndsTheServiceAgainAndAgainIsQuarantined() throws IOException {
        long bad = queue.submit(task -> task.setAttempts(10));
        for (int i = 0; i < Ends.MOST_LOSSES; i++) {
            assertEquals(List.of(bad), queue.take(9));
            queue.run(bad, "lost");
        }
        assertEquals("quarantined", queue.state(bad));
        long worse = queue.submit(task -> {});
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of(worse), queue.take(9));
            queue.store.begun(Map.of(worse, 1));
            kill();
            queue = new StoreOf(file, Interrupted.RERUN);
        }
        assertEquals("quarantined", queue.state(worse));
        assertEquals(List.of(), queue.take(9));
    }

    private String refusal(StoreOf.Change change) {
        return assertThrows(DatabaseException.class, () -> queue.change(change)).getMessage();
    }

    @Test
    void whatHasNotStartedCanBeEditedAndStashed() throws IOException {
        long first = queue.submit(task -> {});
        long second = queue.submit(task -> task.setGroup("a").addEnvironment(ByteString.copyFromUtf8("A=1")).addEnvironment(ByteString.copyFromUtf8("B=2")));
        queue.change(changes -> changes.stash(first));
        assertEquals(List.of(second), queue.take(9));
        assertEquals("task 2 is about to run: only what has not started can be edited", refusal(changes -> changes.edit(second, NewTask.getDefaultInstance())));
        queue.store.commit(connection -> {
            queue.store.turns().putBack(List.of(second));
            return null;
        });
        queue.change(changes -> changes.edit(second, NewTask.newBuilder()
                .setPriority(5).setGroup("b").setCommand(ByteString.copyFromUtf8("false")).addEnvironment(ByteString.copyFromUtf8("A=3")).build()));
        queue.change(changes -> changes.enqueue(first));
        List<DueTask> due = queue.store.take(9, Long.MAX_VALUE);
        assertEquals(List.of(second, first), due.stream().map(DueTask::id).toList());
        assertEquals("false b B=2 A=3", due.get(0).command().toStringUtf8() + " " + due.get(0).queued().group() + " "
                + due.get(0).environment().stream().map(String::new).collect(Collectors.joining(" ")));
        assertEquals(Map.of("waiting", 1L), queue.tasks.countsByGroup().get("b"));
        queue.run(first, "ok");
        assertEquals("task 1 is ok: only what waits can be stashed", refusal(changes -> changes.stash(first)));
        assertEquals("there is no task 99", refusal(changes -> changes.stash(99)));
        long later = queue.submit(task -> task.setStash(true));
        queue.change(changes -> changes.edit(later, NewTask.newBuilder().setDelayMillis(60_000).build()));
        assertEquals("stashed", queue.state(later));
        queue.change(changes -> changes.enqueue(later));
        assertEquals("delayed", queue.state(later));
        queue.change(changes -> changes.edit(later, NewTask.newBuilder().setAtMillis(1).build()));
        assertEquals("waiting", queue.state(later));
        assertEquals("task 3 is waiting: only what is recurring has an --every", refusal(changes -> changes.edit(later, NewTask.newBuilder().setEvery("@daily").build())));
    }

    @Test
    void aKeyIsThatOfOneTaskThatHasNotEnded() throws IOException {
        long first = queue.submit(task -> task.setKey("k"));
        queue.take(1);
        queue.run(first, "failed");
        long second = queue.submit(task -> task.setKey("k"));
        assertEquals("task 1 has the key k, as has task 2, which has not ended", refusal(changes -> changes.retry(first)));
        queue.change(changes -> changes.cancel(second));
        queue.change(changes -> changes.retry(first));
        assertEquals(first, queue.submit(task -> task.setKey("k")));
    }

    @Test
    void aLongChainEndsWithItsFirst() throws IOException {
        queue.submit(task -> {});
        ControlRequest.Submit.Builder chain = ControlRequest.Submit.newBuilder();
        for (long i = 1; i < 5_000; i++) {
            long earlier = i;
            chain.addTasks(StoreOf.task(task -> task.addAfter(earlier)));
        }
        queue.store.submit(chain.build());
        long all = queue.submit(task -> task.addAfter(5_000).setAfterAny(true));
        queue.take(1);
        queue.run(1, "failed");
        assertEquals(Map.of("failed", 1L, "cancelled", 4_999L, "waiting", 1L), queue.tasks.counts());
        assertEquals(List.of(all), queue.take(9));
    }

    @Test
    void whyIsSaidInWords() throws IOException {
        queue.submit(task -> task.setAttempts(3).setGroup("g").setBackoffMillis(60_000));
        queue.submit(task -> task.addAfter(1));
        queue.submit(task -> task.addAfter(1).setStash(true));
        queue.submit(task -> task.setEvery("0 0 1 1 *"));
        queue.submit(task -> task.setGroup("g"));
        queue.take(1);
        queue.run(1, "failed");
        queue.store.commit(connection -> {
            queue.store.groups().set(connection, "g", new Groups.Limit(2, true));
            return null;
        });
        Reasons reasons = new Reasons(queue.store, new Reasons.Now() {
            @Override
            public Optional<TaskSight> look(long task) {
                return Optional.empty();
            }

            @Override
            public Hold hold() {
                return null;
            }
        });
        long now = System.currentTimeMillis();
        assertTrue(reasons.of(1, now).get(1).matches("is to start in .*, at 20.*: its back-off after a failure"), () -> why(reasons, 1));
        assertTrue(reasons.of(1, now).get(2).matches("attempt 1 ended 0.\\ds ago: exit 3"), () -> why(reasons, 1));
        assertTrue(reasons.of(2, now + 5000).get(1).matches("waits since 5.\\ds for task 1, which is delayed, to be ok"), () -> why(reasons, 2));
        assertEquals(List.of("task 3: true", "is stashed, until drover enqueue 3"), reasons.of(3, now));
        assertTrue(reasons.of(4, now).get(1).matches("comes again and again, at '0 0 1 1 \\*': next in \\d+d\\d+h, at 2.*-01-01 00:00:00; it came 0 times"), () -> why(reasons, 4));
        assertTrue(reasons.of(5, now + 61_000).get(1).matches("has waited for 1m1?.*: its group is paused, until drover group --resume g"), () -> why(reasons, 5));
        queue.change(changes -> changes.cancel(1));
        assertTrue(reasons.of(2, now).get(1).matches("is cancelled since .*: task 1, which it was to come after, is not ok"), () -> why(reasons, 2));
        assertEquals(List.of(), reasons.of(99, now));
    }

    private static String why(Reasons reasons, long id) {
        try {
            return reasons.of(id, System.currentTimeMillis()).toString();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void quarantineEndsWithARetryOrADrop() throws IOException {
        queue.submit(2, task -> {});
        queue.submit(task -> task.addAfter(2));
        queue.change("UPDATE tasks SET state = 'quarantined', losses = 3 WHERE id < 3");
        queue.change(changes -> changes.retry(1));
        assertEquals(List.of(1L), queue.take(9));
        queue.change(changes -> changes.drop(2));
        assertEquals("lost", queue.state(2));
        assertEquals("cancelled", queue.state(3));
        assertEquals("task 1 is about to run: it is not in quarantine", refusal(changes -> changes.drop(1)));
    }

    private static long micros(String localTime) {
        return 1000 * LocalDateTime.parse(localTime).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
    }

    private long due(long id) throws IOException {
        return 1000 * queue.tasks.find(id, false).orElseThrow().getDueMillis();
    }

    @Test
    void aRecurringTaskHasOthersComeAtItsTimes() throws IOException {
        long entry = queue.submit(task -> task.setEvery("30 12 * * *").setPriority(7).setGroup("g"));
        assertEquals("recurring", queue.state(entry));
        queue.change("UPDATE tasks SET due = " + micros("2030-05-01T12:30"));
        assertEquals(micros("2030-05-01T12:30"), queue.store.wake(micros("2030-05-01T12:29")));
        assertEquals(List.of(), queue.take(9));
        assertEquals(micros("2030-05-02T12:30"), queue.store.wake(micros("2030-05-01T12:30")));
        assertEquals(List.of(2L), queue.take(9));
        StoredTask of = queue.tasks.find(2, false).orElseThrow();
        assertEquals("1 7 g true", of.getEntry() + " " + of.getPriority() + " " + of.getGroup() + " " + of.getCommand().toStringUtf8());
        // Still there: left out.
        queue.store.wake(micros("2030-05-02T12:31"));
        assertEquals("the last time was left out: task 2 had not ended", queue.tasks.find(entry, false).orElseThrow().getWhy());
        queue.run(2, "failed");
        // The service was not there for a year: once.
        assertEquals(micros("2031-05-01T12:30"), queue.store.wake(micros("2031-05-01T00:00")));
        assertEquals(List.of(3L), queue.take(9));
        queue.change(changes -> changes.cancel(entry));
        queue.store.wake(micros("2032-05-01T12:30"));
        assertEquals(List.of(), queue.take(9));
    }

    @Test
    void aClockThatIsSetNeitherRepeatsNorStalls() throws IOException {
        long entry = queue.submit(task -> task.setEvery("0 * * * *").setOverlap(true));
        queue.change("UPDATE tasks SET submitted = 0, due = " + micros("2030-05-01T12:00"));
        queue.store.wake(micros("2030-05-01T12:00"));
        assertEquals(1, queue.take(9).size());
        // Back by a little: what was done is not done again.
        assertEquals(micros("2030-05-01T13:00"), queue.store.wake(micros("2030-05-01T11:30")));
        queue.store.wake(micros("2030-05-01T12:10"));
        assertEquals(0, queue.take(9).size());
        // Forward by a year: once. Back again: at the next hour by that clock.
        queue.store.wake(micros("2031-05-01T12:00"));
        assertEquals(1, queue.take(9).size());
        assertEquals(micros("2030-05-01T13:00"), queue.store.wake(micros("2030-05-01T12:20")));
        assertEquals(micros("2030-05-01T13:00"), due(entry));
        long later = queue.submit(task -> task.setDelayMillis(60_000));
        queue.change("UPDATE tasks SET due = " + micros("2030-05-01T12:21") + " WHERE id = " + later);
        queue.store.wake(micros("2029-01-01T00:00"));
        assertEquals(micros("2029-01-01T00:01"), due(later));
    }

    @Test
    void aTimeIsThatOfTheClock() throws IOException {
        long id = queue.submit(task -> task.setAtMillis(micros("2030-05-01T12:00") / 1000));
        assertEquals(micros("2030-05-01T12:00"), queue.store.wake(micros("2029-05-01T12:00")));
        assertEquals("delayed", queue.state(id));
        queue.store.wake(micros("2030-05-01T12:00"));
        assertEquals("waiting", queue.state(id));
        for (String every : List.of("0 0 30 2 *", "x", "@reboot")) {
            assertTrue(assertThrows(DatabaseException.class, () -> queue.submit(task -> task.setEvery(every))).getMessage().startsWith("--every: "));
        }
        assertThrows(DatabaseException.class, () -> queue.submit(task -> task.setEvery("@daily").setDelayMillis(1)));
        long entry = queue.submit(task -> task.setEvery("@daily"));
        assertThrows(DatabaseException.class, () -> queue.submit(task -> task.addAfter(entry)));
        assertThrows(DatabaseException.class, () -> queue.submit(task -> task.setDelayMillis(Long.MAX_VALUE)));
    }

    @Test
    void nothingThatIsDoneForEachTaskReadsAllOfThem() throws IOException {
        List<String> scans = new ArrayList<>();
        queue.store.commit(connection -> {
            for (String sql : List.of(
                    Turns.WAITING_GROUPS, Turns.IN_FLIGHT, Turns.OF_GROUP, Turns.TAKE, Ends.BEGUN, Ends.ENDED, Ends.TRIED, Arrivals.SAME_KEY,
                    Times.WAKE, Times.NEXT_DELAYED, Times.NEXT_RECURRING, Times.RECURRING, Times.OPEN_OF, Times.FIRE,
                    Dependents.WAITING_FOR, Dependents.SETTLED, Dependents.UNBLOCK, Dependents.CANCEL, Dependents.REMOVE, StoredTasks.KEEP,
                    StoredTasks.OF_ALL, StoredTasks.OF_SOME)) {
                for (String step : plan(connection, sql)) {
                    if (step.startsWith("SCAN") && !step.contains("INDEX tasks_ended") || step.contains("TEMP B-TREE")) {
                        scans.add(step + " for " + sql);
                    }
                }
            }
            return null;
        });
        assertEquals(List.of(), scans);
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql); ResultSet row = explain.executeQuery()) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return steps;
    }

    @Test
    void aStoreOfTheFirstFormatGoesOn() throws Exception {
        Path old = directory.resolve("old.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old)) {
            Database.execute(connection, QueueSchema1.STATEMENTS);
            for (String task : List.of(
                    "(1, 'ok', 0, 5, 'a', '/', NULL, 'g', 'k', 0, 0, 5, 1, 6, 7, 0, NULL, NULL, 'out', NULL)",
                    "(2, 'waiting', 0, 5, 'b', '/', NULL, NULL, NULL, 2, 0, 5, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                    "(3, 'waiting', 2000000000, 6, 'c', '/', X'4100', 'g', NULL, 0, 9, 6, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                    "(4, 'delayed', 0, 9000000000000000, 'd', '/', NULL, NULL, 'k', 0, 0, 7, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                    "(5, 'held', 0, 5, 'e', '/', NULL, NULL, 'k', 0, 0, 5, 1, 6, NULL, NULL, NULL, 'x', NULL, NULL)",
                    "(6, 'blocked', 0, 5, 'f', '/', NULL, NULL, NULL, 0, 0, 5, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                    "(9, 'ok', 0, 5, 'f', '/', NULL, NULL, NULL, 0, 0, 5, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL)")) {
                Database.execute(connection, List.of("INSERT INTO tasks VALUES" + task));
            }
            Database.execute(connection, List.of("INSERT INTO after VALUES(6, 2, 0)", "DELETE FROM tasks WHERE id = 9"));
        }
        try (StoreOf migrated = new StoreOf(old, Interrupted.RERUN)) {
            assertEquals(Map.of("waiting", 2L, "ok", 1L, "delayed", 1L, "held", 1L, "blocked", 1L), migrated.tasks.counts());
            assertEquals("out", migrated.tasks.find(1, true).orElseThrow().getOutput().toStringUtf8());
            assertEquals(List.of(3L, 2L), migrated.take(9));
            migrated.run(2, "ok");
            assertEquals(List.of(6L), migrated.take(9));
            assertEquals(4, migrated.submit(task -> task.setKey("k")));
            assertEquals(10, migrated.submit(task -> {}));
            assertEquals(List.of(11L), migrated.send(7, 1, 1));
            assertEquals(3, migrated.number("PRAGMA user_version"));
        }
    }

    @Test
    void aStoreOfTheSecondFormatGoesOn() throws IOException {
        queue.submit(2, task -> {});
        queue.change("DROP TABLE batches");
        queue.change("PRAGMA user_version = 2");
        kill();
        queue = new StoreOf(file, Interrupted.RERUN);
        assertEquals(List.of(3L), queue.send(7, 1, 1));
        assertEquals(List.of(1L, 2L, 3L), queue.take(9));
        assertEquals(3, queue.number("PRAGMA user_version"));
    }

    @Test
    void whatIsSentAgainIsStoredOnce() throws IOException {
        assertEquals(List.of(1L, 2L), queue.send(7, 1, 2));
        assertEquals(List.of(1L, 2L), queue.send(7, 1, 2));
        assertEquals(List.of(3L), queue.send(-8, 1, 1));
        kill();
        queue = new StoreOf(file, Interrupted.RERUN);
        assertEquals(List.of(1L, 2L), queue.send(7, 1, 2), "after a kill, too");
        assertEquals(List.of(4L), queue.send(7, 2, 1));
        assertEquals("these tasks came before others that are stored already",
                assertThrows(DatabaseException.class, () -> queue.send(7, 1, 2)).getMessage());
        assertEquals(List.of(3L), queue.send(-8, 1, 1));
        assertEquals(4, queue.take(9).size());
    }

    @Test
    void clientsAreNotRememberedForEver() throws IOException {
        queue.send(1, 1, 1);
        queue.send(2, 1, 1);
        queue.change("UPDATE batches SET turn = " + (Batches.MOST - 1) + " WHERE client = 2");
        queue.send(3, 1, 1);
        assertEquals(List.of(1L), queue.send(1, 1, 1));
        queue.send(4, 1, 1);
        assertEquals(3, queue.number("SELECT count(*) FROM batches"));
        assertEquals(List.of(5L), queue.send(1, 1, 1), "it is a stranger by now");
    }

    @Test
    void whoSharesSlotsTakesAsManyAsAreFree() throws IOException {
        queue.submit(5, task -> {});
        assertEquals(List.of(1L, 2L), queue.take(2));
        assertEquals(1, queue.store.take(9, Long.MAX_VALUE, 3).size());
        assertEquals(0, queue.store.take(9, Long.MAX_VALUE, 3).size());
        queue.run(1, "ok");
        assertEquals(1, queue.store.take(9, Long.MAX_VALUE, 3).size());
    }

    @Test
    void whoHandsOverGivesBackWhatWaitsInMemory() throws IOException {
        queue.submit(2, task -> {});
        queue.take(2);
        queue.store.begun(Map.of(1L, 1));
        queue.store.depart();
        assertEquals(2, queue.number("SELECT count(*) FROM departing"));
        queue.store.commit(unused -> {
            queue.store.giveBack(List.of(2L));
            return null;
        });
        assertEquals("running", queue.state(1));
        assertEquals("waiting", queue.state(2));
        assertEquals(1, queue.number("SELECT task FROM departing"));
    }

    @Test
    void whatIsNoStoreIsRefused() throws Exception {
        queue.change("PRAGMA user_version = 99");
        kill();
        assertEquals(file + " was written by a newer Drover (format 99)",
                assertThrows(DatabaseException.class, () -> new StoreOf(file, Interrupted.RERUN)).getMessage());
        Path text = Files.writeString(directory.resolve("text"), "no database at all\n".repeat(100));
        assertTrue(assertThrows(DatabaseException.class, () -> new StoreOf(text, Interrupted.RERUN)).getMessage().contains("file is not a database"));
        assertEquals("no database at all", Files.readAllLines(text).get(0));
        queue = new StoreOf(directory.resolve("other.db"), Interrupted.RERUN);
    }

    @Test
    void aStoreThatIsFullGoesOnWhenThereIsRoom() throws IOException {
        long first = queue.submit(task -> {});
        queue.take(1);
        long pages = queue.number("PRAGMA page_count");
        queue.number("PRAGMA max_page_count = " + (pages + 2));
        String large = "x".repeat(100_000);
        for (int i = 0; i < 3; i++) {
            DatabaseException full = assertThrows(DatabaseException.class, () -> queue.submit(task -> task.setCommand(ByteString.copyFromUtf8(large))));
            assertEquals("there is no room for " + file + ": its disk is full", full.getMessage());
            assertTrue(StoreFailure.mayPass(full));
            assertEquals(Map.of("waiting", 1L), queue.tasks.counts());
            assertThrows(DatabaseException.class, () -> queue.store.ended(List.of(new TaskEnd(
                    first, "", "ok", true, 1, 5, 5, 0, -1, null, new TaskEnd.Printed(new byte[100_000], 100_000), TaskEnd.Printed.NOTHING))));
        }
        queue.number("PRAGMA max_page_count = 100000");
        queue.run(first, "ok");
        assertEquals(2, queue.submit(task -> task.setCommand(ByteString.copyFromUtf8(large))));
        assertEquals(Map.of("ok", 1L, "waiting", 1L), queue.tasks.counts());
    }

    @Test
    void aDamagedStoreIsToldAndLeftAlone() throws IOException {
        queue.submit(2000, task -> task.setGroup("g"));
        reopen(Interrupted.RERUN);
        queue.close();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 16 * 4096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        try {
            queue = new StoreOf(file, Interrupted.RERUN);
            DatabaseException damaged = assertThrows(DatabaseException.class, () -> queue.take(2000));
            assertEquals(file + " is damaged: what can be saved, sqlite3 " + file + " .recover prints", damaged.getMessage());
            assertFalse(StoreFailure.mayPass(damaged));
            kill();
        } catch (DatabaseException e) {
            assertTrue(e.getMessage().startsWith("cannot use " + file + " as the store of a service: [SQLITE_CORRUPT]"), e.getMessage());
        }
        queue = new StoreOf(directory.resolve("other.db"), Interrupted.RERUN);
    }

    @Test
    void manyWhoseTimeComesAreWokenInParts() throws IOException {
        queue.submit(6000, task -> task.setDelayMillis(1000));
        queue.change("UPDATE tasks SET due = 1");
        assertEquals(1, queue.store.wake(EpochMicros.now()));
        assertEquals(Map.of("waiting", 5000L, "delayed", 1000L), queue.tasks.counts());
        assertEquals(Long.MAX_VALUE, queue.store.wake(EpochMicros.now()));
    }

    @Test
    void whatNoProcessCanBeGivenIsRefused() {
        for (Consumer<NewTask.Builder> odd : List.<Consumer<NewTask.Builder>>of(
                task -> task.clearCommand(),
                task -> task.setCommand(ByteString.copyFromUtf8("a\0b")),
                task -> task.setDirectory(ByteString.copyFromUtf8("/a\0b")),
                task -> task.setDirectory(ByteString.copyFromUtf8("relative")),
                task -> task.addEnvironment(ByteString.copyFromUtf8("=x")),
                task -> task.addEnvironment(ByteString.copyFromUtf8("A=\0")),
                task -> task.setAttempts(-1),
                task -> task.setTimeoutMillis(-1))) {
            assertThrows(DatabaseException.class, () -> queue.submit(odd));
        }
    }

    @Test
    void workersThatACrewHasLostByItselfCount() throws IOException {
        long id = queue.submit(task -> {});
        queue.take(1);
        queue.store.begun(Map.of(id, 1));
        queue.store.ended(List.of(new TaskEnd(
                id, "", "lost", true, Ends.MOST_LOSSES, 5, 5, -1, -1, "worker died", TaskEnd.Printed.NOTHING, TaskEnd.Printed.NOTHING)));
        assertEquals("quarantined", queue.state(id));
    }

    @Test
    void tasksAreFoundByGroupAndState() throws IOException {
        queue.submit(3, task -> task.setGroup("a"));
        queue.submit(3, task -> task.setGroup("b"));
        queue.take(2);
        assertEquals(List.of(6L, 5L, 4L, 3L, 2L, 1L), ids(ControlRequest.ListTasks.newBuilder().setState("waiting")));
        assertEquals(List.of(2L, 1L), ids(ControlRequest.ListTasks.newBuilder().setState("waiting").setGroup("a").setBefore(3)));
        queue.run(1, "ok");
        assertEquals(List.of(1L), ids(ControlRequest.ListTasks.newBuilder().setState("ok")));
        assertEquals(List.of(3L, 2L), ids(ControlRequest.ListTasks.newBuilder().setGroup("a").setLimit(2)));
        assertEquals(List.of(6L, 5L), ids(ControlRequest.ListTasks.newBuilder().setLimit(2)));
        assertEquals("no task is ever ready",
                assertThrows(DatabaseException.class, () -> ids(ControlRequest.ListTasks.newBuilder().setState("ready"))).getMessage());
    }

    private List<Long> ids(ControlRequest.ListTasks.Builder wanted) throws IOException {
        return queue.tasks.list(wanted.build()).stream().map(StoredTask::getId).toList();
    }
}
