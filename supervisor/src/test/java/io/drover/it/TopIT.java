package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.Signal;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A live screen, on a terminal that script(1) makes. */
class TopIT extends InSteeredSandbox {
    private static final String HOME = "\u001b[H";

    @BeforeEach
    void thereIsScript() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) of util-linux is not installed");
    }

    private DroverProcess run() {
        DroverProcess run = sandbox.run("-j2", "--name", "nap", WAITS, ":::", "1", "2", "3", "4").start();
        await("two tasks to run", " 2/2 2 0;");
        return run;
    }

    /** Its keys come from a FIFO. Says what the modes of the terminal were before and are afterwards, and where it is. */
    private DroverProcess top() {
        sandbox.file("top", "trap : INT; stty rows 24 cols 80; tty >tty; stty -g >before; drover top nap; echo status $?; stty -g >modes; mv modes after");
        sandbox.shell("mkfifo keys").start().awaitEnd().exited(0);
        return sandbox.shell("cat keys | TERM=xterm script -qefc 'bash top' /dev/null").start();
    }

    /** What is on the screen now, without what no one sees. */
    private static List<String> screen(DroverProcess top) {
        String all = top.out();
        String last = all.substring(Math.max(0, all.lastIndexOf(HOME)));
        return last.replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "").replace("\r", "").lines().toList();
    }

    private void awaitScreen(DroverProcess top, String part) {
        Awaits.await(part, () -> String.join("\n", screen(top)).contains(part), () -> String.join("\n", screen(top)) + sandbox.describe());
    }

    private void assertRestored(DroverProcess top) throws IOException {
        sandbox.awaitFile("after");
        assertEquals(Files.readString(sandbox.path("before")), Files.readString(sandbox.path("after")));
        assertTrue(top.out().contains("\u001b[?25h\u001b[?1049l"), top::out);
    }

    @Test
    void whatRunsIsSeenAndKeysSteerIt() throws IOException {
        DroverProcess run = run();
        DroverProcess top = top();
        try (OutputStream keys = new FileOutputStream(sandbox.path("keys").toFile())) {
            awaitScreen(top, "until test -e go2");
            assertEquals(24, screen(top).size());
            assertTrue(screen(top).stream().allMatch(line -> line.length() <= 80), () -> String.join("\n", screen(top)));
            keys.write("+".getBytes(StandardCharsets.US_ASCII));
            awaitScreen(top, "3 of 3 slots at work, 1 waiting");
            keys.write("p".getBytes(StandardCharsets.US_ASCII));
            awaitScreen(top, "nothing starts: held by an order");
            keys.write("\u001b[Bj".getBytes(StandardCharsets.US_ASCII));
            Awaits.await("the second to be selected", () -> top.out().matches("(?s).*\u001b\\[7m *2 .*"), top::out);
            keys.write("K".getBytes(StandardCharsets.US_ASCII));
            await("that to be cancelled", " 2/3 1 1held by an order;");
            keys.write("p".getBytes(StandardCharsets.US_ASCII));
            await("the last to run", " 3/3 0 1;");
            sandbox.shell("stty -F $(cat tty) rows 30 cols 100").start().awaitEnd().exited(0);
            Awaits.await("more lines", () -> screen(top).size() == 30, () -> String.join("\n", screen(top)));
            keys.write("q".getBytes(StandardCharsets.US_ASCII));
            Awaits.await("its end", () -> top.out().contains("status 0"), top::out);
        }
        assertRestored(top);
        top.awaitEnd().exited(0);
        go("1", "3", "4");
        run.awaitEnd().exited(0);
    }

    @ParameterizedTest
    @EnumSource(value = Signal.class, names = {"INT", "TERM", "HUP"})
    void aSignalLeavesTheTerminalAsItWas(Signal signal) throws IOException {
        DroverProcess run = run();
        DroverProcess top = top();
        try (OutputStream keys = new FileOutputStream(sandbox.path("keys").toFile())) {
            awaitScreen(top, "until test -e go2");
            if (signal == Signal.INT) {
                keys.write(3);
            } else {
                sandbox.shell("kill -" + signal + " $(pgrep -f 'io.drover.cli.Main top' -s $(ps -o sid= -t $(sed s,/dev/,, tty) | head -1))")
                        .start().awaitEnd().exited(0);
            }
            Awaits.await("the first screen", () -> top.out().contains("\u001b[?1049l"), top::out);
            assertRestored(top);
        }
        top.awaitEnd();
        go("1", "2", "3", "4");
        run.awaitEnd().exited(0);
    }

    @Test
    void itEndsWithWhatItShows() throws IOException {
        DroverProcess run = run();
        DroverProcess top = top();
        try (OutputStream keys = new FileOutputStream(sandbox.path("keys").toFile())) {
            awaitScreen(top, "until test -e go2");
            go("1", "2", "3", "4");
            run.awaitEnd().exited(0);
            keys.flush();
            Awaits.await("its end", () -> top.out().contains("nap is over\r\nstatus 0"), top::out);
        }
        assertRestored(top);
        top.awaitEnd().exited(0);
    }

    @Test
    void withoutATerminalItSaysSo() {
        drover("top").exited(255).oneLine("drover top draws on a terminal");
    }
}
