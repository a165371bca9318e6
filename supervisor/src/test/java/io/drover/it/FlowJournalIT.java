package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.sqlite.AnyDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flows that are recorded, and go on. */
class FlowJournalIT extends InSandbox {
    private static final int KILLS = Integer.getInteger("drover.it.kills", 2);
    private static final int LAST = 30 * KILLS;
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private List<String> rows(String sql) {
        return AnyDatabase.rows(sandbox.path("flow.db"), sql);
    }

    /** A tree that its own stage finds, through a Java stage, to a last one. */
    private Sandbox.Launch tree(int last, String... options) {
        List<String> words = new ArrayList<>(List.of("--journal", "flow.db"));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "-j2", "--stage", "find", "--unique", "--emit-fd", "3",
                "n={}; for c in $((2*n)) $((2*n+1)) $((n/2)); do [ $c -le " + last + " ] && echo $c >&3; done; echo $n",
                "--then", "--stage", "java", "--jar", tasks.toString(), "--task", "tasks.Echo",
                "--then", "--stage", "last", "echo {} >> ran; echo {}", ":::", "1"));
        return sandbox.run(words.toArray(String[]::new));
    }

    @Test
    void aFlowThatIsKilledAtAnyMomentEndsWithOneStateForEachItem() {
        Random random = new Random(4711);
        List<String> printed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            DroverProcess run = kill == 0 ? tree(LAST).start() : tree(LAST, "--resume").start();
            long enough = 3L * LAST * kill / KILLS + random.nextInt(60);
            Awaits.await("the moment to kill", () -> run.ended() || done() >= enough, sandbox::describe);
            if (random.nextBoolean()) {
                sandbox.workers().forEach(worker -> Posix.kill(worker.pid(), Signal.KILL));
            }
            run.signal(Signal.KILL);
            sandbox.clear();
            printed.addAll(run.awaitEnd().out().lines().toList());
            sandbox.awaitNobodyLeft();
        }
        printed.addAll(tree(LAST, "--resume").finish().exited(0).out().lines().toList());
        assertEquals(
                List.of("find ok " + (LAST + 1), "java ok " + (LAST + 1), "last ok " + (LAST + 1)),
                rows("SELECT stage, state, count(*) FROM v_items GROUP BY stage, state ORDER BY stage"));
        assertEquals(List.of(), rows("SELECT stage, value FROM v_items GROUP BY stage, value HAVING count(*) > 1"));
        assertEquals(printed.size(), printed.stream().distinct().count(), "something was printed twice");
        sandbox.removeWhatKillsLeft();
    }

    private long done() {
        return sandbox.has("flow.db") && !rows("SELECT name FROM sqlite_master WHERE name = 'items'").isEmpty()
                ? Long.parseLong(rows("SELECT count(*) FROM items WHERE state = 'ok'").get(0))
                : 0;
    }

    @Test
    void whatFailedIsListedWithItsWayAndRunsAgainWhenAskedTo() {
        String[] words = {"--journal", "flow.db", "--resume-failed", "--stage", "a", "echo {}; echo {}+", "--then", "--stage", "b",
            "test -e go || test {} != 2+; echo {} >> ran; test -e go || test {} != 2+", ":::", "1", "2", "2"};
        sandbox.run(without("--resume-failed", words)).finish().exited(2).complained("failed 2");
        assertEquals(List.of("a: 2 > b: 2+", "a: 2 > b: 2+"), rows("SELECT path FROM v_failed"));
        sandbox.run(without("--resume-failed", words)).finish().exited(255).oneLine("has a flow already; --resume goes on with it");
        sandbox.file("go", "");
        sandbox.run(words).finish().exited(0);
        assertEquals(List.of("a ok 3", "b ok 6"), rows("SELECT stage, state, count(*) FROM v_items GROUP BY stage, state ORDER BY stage"));
        sandbox.run("--journal", "flow.db", "--resume", "--stage", "c", "echo", "--then", "echo", ":::", "1")
                .finish().exited(255).oneLine("has the stages a, b and not c, 2");
        sandbox.run("--resume", "echo", "--then", "echo", ":::", "1").finish().exited(255).oneLine("--resume needs --journal FILE");
    }

    @Test
    void theLineThatIsPrintedAtAnInterruptGoesOn() {
        sandbox.file("it's.toml", """
                [run]
                tag = true
                [[stage]]
                name = "one"
                command = "echo {}; test -e go || { touch started; sleep 600; }"
                [[stage]]
                command = "echo 'got $X' {}"
                env = { X = "a b" }
                """);
        DroverProcess first = sandbox.shell("exec drover flow --journal 'flow.db' \"it's.toml\" ::: 'x y' z").start();
        sandbox.awaitFile("started");
        first.signal(Signal.INT);
        String prefix = "drover: resume with: ";
        String line = first.awaitEnd().diedOf(Signal.INT).err().lines().filter(said -> said.startsWith(prefix)).findFirst().orElseThrow();
        sandbox.file("go", "");
        Result result = sandbox.shell(line.substring(prefix.length())).finish().exited(0);
        assertEquals(List.of("x y\tgot $X x y", "z\tgot $X z"), result.out().lines().sorted().toList());
        assertEquals("drover flow --resume --journal flow.db 'it'\\''s.toml' ::: 'x y' z", line.substring(prefix.length()));
    }

    /** In a mount namespace, where only this flow has so small a place for its journal. */
    @Test
    void whatCannotBeRecordedIsNotReported() throws IOException {
        Files.createDirectory(sandbox.path("full"));
        String mount = "mount -t tmpfs -o size=1m none full";
        Result possible = sandbox.shell("unshare -rm " + mount).start().awaitEnd();
        assumeTrue(possible.status().equals(new ExitStatus.Exited(0)), () -> "needs the right to mount: " + possible.err());
        Result result = sandbox.shell("unshare -rm sh -c '" + mount
                        + "; drover run --journal full/flow.db -j2 \"echo {}\" --then --queue 20 \"echo {}\" ::: $(seq 9000); status=$?; cp full/* .; exit $status'")
                .finish().exited(255).complained("cannot write journal full/flow.db: ");
        Set<String> recorded = Set.copyOf(rows("SELECT value FROM v_items WHERE stage = '2' AND state = 'ok'"));
        List<String> printed = result.outLines();
        assertTrue(!printed.isEmpty() && printed.size() < 9000, () -> printed.size() + " are printed");
        assertEquals(List.of(), printed.stream().filter(line -> !recorded.contains(line)).toList());
    }

    private static String[] without(String word, String... words) {
        return List.of(words).stream().filter(other -> !other.equals(word)).toArray(String[]::new);
    }
}
