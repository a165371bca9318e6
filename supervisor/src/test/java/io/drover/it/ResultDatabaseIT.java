package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.Signal;
import io.drover.sqlite.AnyDatabase;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code --results x.db}: a row for each task, whatever happens. */
class ResultDatabaseIT extends InSandbox {

    private List<String> rows(String sql) {
        return AnyDatabase.rows(sandbox.path("x.db"), sql);
    }

    @Test
    void outputIsInTheTableAndNotPrinted() {
        sandbox.run("--results", "x.db", "echo out {}; echo err {} >&2; exit {}", ":::", "0", "3").finish()
                .exited(1).printed("");
        assertEquals(
                List.of("0|0|out 0|err 0", "3|3|out 3|err 3"),
                rows("SELECT args->>0 || '|' || exit || '|' || trim(stdout, char(10)) || '|' || trim(stderr, char(10))"
                        + " FROM results ORDER BY seq"));
    }

    @Test
    void aKilledRunGoesOnWithoutDuplicates() {
        String[] words = {"-j2", "--resume", "--results", "x.db", "echo {} >>ran; [ {} != 40 ] || [ -e second ] || sleep 1000; echo {}"};
        DroverProcess first = sandbox.run(words).input(numbers(2000)).start();
        // Task 40 hangs; the others go on beside it.
        Awaits.await("rows", () -> Files.exists(sandbox.path("x.db")) && committed() > 100, sandbox::describe);
        first.signal(Signal.KILL);
        first.awaitEnd();
        sandbox.awaitNobodyLeft();
        long before = committed();
        sandbox.file("second", "");
        sandbox.file("ran", "");

        sandbox.run(words).input(numbers(2000)).finish().exited(0).printed("");

        assertEquals(List.of("2000"), rows("SELECT count(*) FROM results WHERE state = 'ok' AND trim(stdout, char(10)) = args->>0"));
        assertEquals(2000 - before, lines("ran"), "a recorded task ran again");
    }

    private long committed() {
        try {
            return Long.parseLong(rows("SELECT count(*) FROM results").get(0));
        } catch (AssertionError e) {
            // The table is about to be made.
            return 0;
        }
    }

    private long lines(String name) {
        try {
            return Files.readString(sandbox.path(name)).lines().count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }


    @Test
    void itStandsBesideAJournal() {
        for (int i = 0; i < 2; i++) {
            sandbox.run("--journal", "run.db", "--resume", "--results", "x.db", "echo", ":::", "a", "b").finish().exited(0).printed("");
            assertEquals(List.of("a\n", "b\n"), rows("SELECT stdout FROM results ORDER BY seq"));
        }
    }
}
