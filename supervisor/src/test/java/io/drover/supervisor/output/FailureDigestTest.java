package io.drover.supervisor.output;

import static io.drover.supervisor.output.Recording.finished;
import static io.drover.supervisor.output.Recording.task;
import static io.drover.supervisor.output.Recording.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.Ledger;
import org.junit.jupiter.api.Test;

class FailureDigestTest {
    private final FailureDigest digest = new FailureDigest();

    @Test
    void groupsFailuresAndShowsTheFirstOfEach() {
        add(17, new Outcome.Exited(2), "trying\ngrep: file: No such file or directory\n\n");
        add(18, new Outcome.Exited(2), "something else\n");
        add(30, new Outcome.Threw("a.Oops", "two\nlines", "a.Oops: two\nlines\n"), "");
        add(31, new Outcome.Lost("worker 3 was killed by signal 9"), "");
        add(32, Outcome.TIMED_OUT, "");
        assertEquals(
                """
                drover: 5 of 1,000 tasks failed
                  exit 2 (×2), first: task 17: payload 17
                      grep: file: No such file or directory
                  a.Oops, first: task 30: payload 30
                      two lines
                  lost, first: task 31: payload 31
                      worker 3 was killed by signal 9
                  timed out, first: task 32: payload 32
                      run again: redo payload 32
                  submitted 1,000 = ok 995 + failed 3 + timed out 1 + lost 1 + cancelled 0
                """,
                digest.text(new Ledger.Totals(1000, 995, 3, 1, 1, 0), payload -> payload.endsWith("32") ? "redo " + payload : payload));
    }

    @Test
    void saysNothingWithoutFailures() {
        assertEquals("", digest.text(new Ledger.Totals(10, 10, 0, 0, 0, 0), payload -> payload));
    }

    @Test
    void manyKindsOfFailureStayAFewLines() {
        for (int id = 1; id <= 10_000; id++) {
            add(id, new Outcome.Threw("a.Oops" + id, "", ""), "");
        }
        String text = digest.text(new Ledger.Totals(10_000, 0, 10_000, 0, 0, 0), payload -> payload);
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
