package io.drover.supervisor.output;

import static io.drover.supervisor.output.Recording.finished;
import static io.drover.supervisor.output.Recording.task;
import static io.drover.supervisor.output.Recording.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureDigestTest {
    private final FailureDigest digest = new FailureDigest();

    @Test
    void groupsFailuresAndShowsTheFirstOfEach() {
        add(17, new Outcome.Exited(2), "trying\ngrep: file: No such file or directory\n\n");
        add(18, new Outcome.Exited(2), "grep: file: No such file or directory\n");
        add(19, new Outcome.Exited(2), "something else\n");
        add(30, new Outcome.Threw("a.Oops", "two\nlines", "a.Oops: two\nlines\n"), "");
        add(31, new Outcome.Lost("worker 3 was killed by signal 9"), "");
        add(32, Outcome.TIMED_OUT, "");
        assertEquals(
                """
                drover: 6 of 1,000 tasks failed
                  exit 2 (×2), first: task 17: payload 17
                      grep: file: No such file or directory
                  exit 2, first: task 19: payload 19
                      something else
                  a.Oops, first: task 30: payload 30
                      two lines
                  lost, first: task 31: payload 31
                      worker 3 was killed by signal 9
                  timed out, first: task 32: payload 32
                      run again: redo payload 32
                  submitted 1,000 = ok 995 + failed 3 + timed out 1 + lost 1 + cancelled 0
                """,
                digest.text(new Ledger.Totals(1000, 995, 3, 1, 1, 0), (stage, payload) -> payload.endsWith("32") ? "redo " + payload : payload));
    }

    @ParameterizedTest
    @CsvSource({
        "cannot read /data/in/a.dat at line 17, cannot read /srv/b.dat at line 4",
        "'x.png: bad header', 'y7.png: bad header'",
        "0xdeadbeef is free, 0x7ffd11 is free",
        "'job 6f1d2c3b4a of 9', 'job 00ff17ab of 12'",
        "object 550e8400-e29b-41d4-a716-446655440000, object 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "worker died: exit 3 after 1.5 s, worker died: exit 3 after 0.25 s"})
    void whatDiffersFromTaskToTaskIsMasked(String one, String other) {
        assertEquals(Cause.of("exit 1", one), Cause.of("exit 1", other));
    }

    @ParameterizedTest
    @CsvSource({
        "no route to host, no space left on device",
        "worker died: exit 3, 'worker died: exit 3, last line of its log: Terminating due to java.lang.OutOfMemoryError'",
        "worker died: exit 3, worker died: exit 4",
        "java.lang.IllegalStateException, java.lang.IllegalArgumentException",
        "added, deadbeef"})
    void whatIsAnotherCauseIsNot(String one, String other) {
        assertNotEquals(Cause.of("exit 1", one), Cause.of("exit 1", other));
    }

    @Test
    void oneKindWithEverOtherWordsLeavesRoomForTheOthers() {
        for (int id = 1; id <= 100; id++) {
            add(id, new Outcome.Exited(1), "word" + (char) ('A' + id % 26) + (char) ('a' + id / 26) + " is unknown\n");
        }
        add(101, new Outcome.Exited(2), "");
        String text = digest.text(new Ledger.Totals(101, 0, 101, 0, 0, 0), (stage, payload) -> payload);
        assertTrue(text.contains("exit 1, in other words (×92), first: task 9"), text);
        assertTrue(text.contains("exit 2, first: task 101"), text);
    }

    @Test
    void saysNothingWithoutFailures() {
        assertEquals("", digest.text(new Ledger.Totals(10, 10, 0, 0, 0, 0), (stage, payload) -> payload));
    }

    @Test
    void manyKindsOfFailureStayAFewLines() {
        for (int id = 1; id <= 10_000; id++) {
            add(id, new Outcome.Threw("a.Oops" + id, "", ""), "");
        }
        String text = digest.text(new Ledger.Totals(10_000, 0, 10_000, 0, 0, 0), (stage, payload) -> payload);
        assertEquals(53, text.lines().count());
        assertTrue(text.contains("other failures (×9,950), first: task 51"), text);
    }

    @Test
    void remembersTheEndOfALongStandardError() {
        StderrTail tail = new StderrTail();
        for (int i = 0; i < 1000; i++) {
            tail.append(utf8("line " + i + "\n"));
        }
        tail.append(utf8("x".repeat(10_000) + "\nthe \u001b[31mlast"));
        assertEquals("the ?[31mlast", tail.lastLine());
        tail.append(utf8("y".repeat(300)));
        assertEquals(201, tail.lastLine().length());
    }

    private void add(long id, Outcome outcome, String error) {
        digest.add(finished(task(id), outcome, "", error), new StderrTail());
    }
}
