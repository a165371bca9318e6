package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes that are kept running. */
class ProcessesIT extends InSandbox {
    /** Says that it is there, and goes on until it gets TERM, which takes it as long as there is no file. */
    private static final String STAYS = "trap 'echo %1$s ends; exit 0' TERM; echo %1$s is $$; while :; do sleep 0.02; done";

    private DroverProcess up(String line) {
        return sandbox.shell("exec drover up " + line).start();
    }

    private static void awaitOut(DroverProcess process, String part) {
        Awaits.await(part + " on stdout", () -> process.out().contains(part), process::describe);
    }

    /** What a process says of itself. */
    private static int pid(DroverProcess up, String name) {
        awaitOut(up, name + " is ");
        List<String> lines = up.out().lines().filter(line -> line.contains(name + " is ")).toList();
        return Integer.parseInt(lines.get(lines.size() - 1).replaceAll(".* is ", ""));
    }

    @Test
    void theFirstThatEndsEndsAll() {
        sandbox.file("Procfile", "web: echo port $PORT; until test -e go; do sleep 0.02; done; exit 3\ndb: " + STAYS.formatted("db") + "\n");
        DroverProcess up = up("");
        awaitOut(up, "web.1\tport 5000\n");
        awaitOut(up, "db.1\tdb is ");
        sandbox.file("go", "");
        Result result = up.awaitEnd().exited(3);
        assertTrue(result.err().startsWith("drover: web.1 has ended (exit 3)\n"), result.err());
        awaitOut(up, "db.1\tdb ends\n");
    }

    @Test
    void aSignalEndsAllAndASecondOneKills() {
        sandbox.file("Procfile", "db: " + STAYS.formatted("db") + "\nstays: trap '' TERM; echo stays is $$; while :; do sleep 0.02; done\n");
        DroverProcess up = up("");
        pid(up, "db");
        pid(up, "stays");
        up.signal(Signal.INT);
        awaitOut(up, "db ends");
        up.signal(Signal.INT);
        up.awaitEnd().diedOf(Signal.INT);
    }

    @Test
    void whatIsKilledStartsAgainAndNobodyIsLeft() {
        sandbox.file("jobs.toml", """
                [[process]]
                name = "db"
                command = "%s"
                start_seconds = 0
                backoff = { first = 0.01, most = 0.01 }
                """.formatted(STAYS.formatted("db")));
        DroverProcess up = up("");
        int first = pid(up, "db");
        Posix.kill(first, Signal.KILL);
        Awaits.await("another", () -> pid(up, "db") != first, up::describe);
        int second = pid(up, "db");
        Posix.kill(sandbox.workers().get(0).pid(), Signal.KILL);
        Awaits.await("another after the worker", () -> pid(up, "db") != second, up::describe);
        up.signal(Signal.KILL);
        up.awaitEnd();
    }
}
