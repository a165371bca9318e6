package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a run loads before its first task, and what a client does that asks a service. */
class StartIT extends InServiceSandbox {
    /** But for lambdas, of which some are for runs that take longer than that of the training. */
    private static boolean isOursBesideTheArchive(String line) {
        return line.contains(" io.drover.") && !line.contains("$$Lambda") && !line.contains("shared objects file");
    }

    @Test
    void aPlainRunLoadsNothingOfPicocli() throws IOException {
        sandbox.shell("export DROVER_OPTIONS='-j2 -n1'; HEAP=-Xlog:class+load:file=loaded drover run -k --tag echo ::: a").finish()
                .exited(0).printed("a\ta\n").saidNothing();

        List<String> loaded = Files.readAllLines(sandbox.path("loaded"));
        assertTrue(loaded.stream().anyMatch(line -> line.contains(" io.drover.cli.RunCommand ")), "no classes in the log");
        // From JDK 24 on all that an archive has is linked before Main, and what it catches of picocli's is loaded for that.
        String picocli = Runtime.version().feature() < 24 ? "picocli" : "picocli.CommandLine ";
        assertEquals(List.of(), loaded.stream().filter(line -> line.contains(picocli)).toList());
        assertEquals(List.of(), loaded.stream().filter(StartIT::isOursBesideTheArchive).toList());
        assertEquals(List.of(), loaded.stream().filter(line -> line.contains(".$Proxy")).toList());
    }

    /** From JDK 24 on all that an archive has is loaded before Main. */
    @Test
    @DisabledForJreRange(min = JRE.JAVA_24)
    void whoSubmitsLoadsNothingOfPicocliNorTheClassesOfMessages() throws IOException {
        DroverProcess service = service("");
        assertEquals("1\n", sandbox.shell("HEAP=-Xlog:class+load:file=asked drover submit --to etl --group g true").start().awaitEnd().exited(0).out());

        List<String> loaded = Files.readAllLines(sandbox.path("asked"));
        assertTrue(loaded.stream().anyMatch(line -> line.contains(" io.drover.cli.steer.SubmitCommand ")), "no classes in the log");
        for (String slow : List.of(" picocli.", " io.drover.proto.", " java.util.logging.", " java.util.Formatter")) {
            assertEquals(List.of(), loaded.stream().filter(line -> line.contains(slow)).toList());
        }
        said("stop");
        service.awaitEnd().exited(0);
    }
}
