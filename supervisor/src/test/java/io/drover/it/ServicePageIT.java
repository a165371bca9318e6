package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README, "A service in five minutes": each command of it, in one shell. */
class ServicePageIT extends InSandbox {
    private static final Path README = Sandbox.launcher().resolve("../../README.md").normalize();
    /** Who types is not as quick as a script. */
    private static final String READY = "\nuntil drover status etl >/dev/null 2>&1; do sleep 0.1; done"
            + "\nuntil drover logs clock.1 2>/dev/null | grep -q .; do sleep 0.1; done\n";

    private static String commands() throws IOException {
        String page = Files.readString(README);
        String section = page.substring(page.indexOf("\n## A service in five minutes"));
        section = section.substring(0, section.indexOf("\n## ", 4));
        return Pattern.compile("(?s)```sh\n(.*?)```").matcher(section).results().map(block -> block.group(1)).collect(Collectors.joining());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void eachCommandDoesWhatThePageSays() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        String script = commands().replace("8642", "" + freePort()).replaceAll("(drover serve .*&)\n", "$1" + READY)
                // What runs has ended when it is looked at.
                .replace("drover status etl\ndrover tasks", "until drover result 7 2>/dev/null | grep -q first; do sleep 0.1; done\ndrover status etl\ndrover tasks");
        Result result = sandbox.shell("set -e\n" + script + "wait\n").start().awaitEnd().exited(0);
        String out = result.out();
        assertTrue(out.contains("it ended with 3\n"), result::toString);
        assertTrue(out.contains("to ann\n"), result::toString);
        assertTrue(out.contains("drover_queue_tasks{group=\"mail\",state=\"ok\"} 2.0\n"), result::toString);
        assertTrue(out.contains("clock is started anew: another command\nreader stays as it is\n"), result::toString);
        assertTrue(out.contains(" has taken over from "), result::toString);
        assertEquals(8, Pattern.compile("(?m)^\\d$").matcher(out.substring(0, out.indexOf("done\n"))).results().count(), result::toString);
    }
}
