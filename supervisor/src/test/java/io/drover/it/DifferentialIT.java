package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drover.it.DifferentialCase.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of gnu-parallel.list print and return the same with GNU parallel and with {@code drover run}.
 *
 * <p>Only a sample of the list is run, and records in gnu-parallel.expected stand for GNU parallel. With {@code
 * -Ddrover.all=true} it is all of the list, beside GNU parallel itself where the version that was recorded is installed.
 * {@code mvn verify -Dit.test=DifferentialIT -Ddrover.record=true} writes the records anew.
 */
class DifferentialIT {
    private static final String RECORDS = "gnu-parallel.expected";
    private static final int MOST_DIFFERENCES_PERCENT = 5;

    @TempDir
    Path directory;

    private final ExecutorService runners = Executors.newFixedThreadPool(2);
    private List<DifferentialCase> cases;
    private DifferentialBench bench;

    @BeforeEach
    void readCases() throws IOException {
        boolean sample = !Boolean.getBoolean("drover.all") && !Boolean.getBoolean("drover.record");
        cases = DifferentialCase.read(DifferentialBench.text("gnu-parallel.list"), sample);
    }

    @AfterEach
    void stop() {
        runners.shutdownNow();
    }

    /** All are started here, a few at a time, and awaited one after the other. */
    @TestFactory
    Stream<DynamicTest> sameAsGnuParallel() throws IOException, InterruptedException, ExecutionException {
        bench = new DifferentialBench(directory);
        if (Boolean.getBoolean("drover.record")) {
            record();
        }
        String recorded = DifferentialBench.text(RECORDS);
        Map<String, Outcome> records = records(recorded);
        boolean live = Boolean.getBoolean("drover.all") && recorded.startsWith("# " + version() + "\n");
        List<DynamicTest> tests = new ArrayList<>();
        for (DifferentialCase one : cases) {
            Future<Outcome> theirs = runners.submit(
                    () -> live ? bench.gnu(one.command()) : records.get(one.command()));
            Future<Outcome> ours = runners.submit(() -> bench.drover(one.command()));
            tests.add(dynamicTest(one.command(), () -> compare(one, theirs.get(), ours.get())));
        }
        return tests.stream();
    }

    /** And README tells how rarely. */
    @Test
    void differsRarely() throws IOException {
        List<DifferentialCase> all = DifferentialCase.read(DifferentialBench.text("gnu-parallel.list"), false);
        long different = all.stream().filter(one -> one.difference() != null).count();
        assertTrue(
                different * 100 <= (long) MOST_DIFFERENCES_PERCENT * all.size(),
                () -> different + " of " + all.size() + " commands are known to differ");
        String same = (all.size() - different) + " of " + all.size();
        String readme = Files.readString(Sandbox.launcher().getParent().resolveSibling("README.md"));
        assertTrue(readme.contains(same), () -> "README does not say that " + same + " are the same");
    }

    private static void compare(DifferentialCase one, Outcome theirs, Outcome ours) {
        assertNotNull(theirs, () -> "no record of this command: write them anew");
        String text = one.command() + "\nGNU parallel said: " + theirs.err() + "\nDrover said: " + ours.err();
        if (one.difference() == null) {
            assertEquals(one.text(theirs), one.text(ours), text);
        } else {
            assertNotEquals(one.text(theirs), one.text(ours), "no longer differs: " + text);
        }
    }

    private String version() {
        return bench.gnu("command -v parallel >/dev/null && parallel --version | head -n 1").out().strip();
    }

    private static Map<String, Outcome> records(String text) {
        Map<String, Outcome> records = new HashMap<>();
        String[] parts = text.split("(?m)^\\$ ");
        for (int i = 1; i < parts.length; i++) {
            List<String> lines = List.of(parts[i].split("\n"));
            records.put(lines.get(0), Outcome.read(lines.subList(1, lines.size())));
        }
        return records;
    }

    private void record() throws IOException, InterruptedException, ExecutionException {
        List<Future<Outcome>> outcomes = new ArrayList<>();
        cases.forEach(one -> outcomes.add(runners.submit(() -> bench.gnu(one.command()))));
        StringBuilder text = new StringBuilder("# " + version() + "\n");
        for (int i = 0; i < outcomes.size(); i++) {
            text.append("$ ").append(cases.get(i).command()).append('\n').append(outcomes.get(i).get().record());
        }
        for (String place : List.of("src/test/resources", "target/test-classes")) {
            Files.writeString(Path.of(place, "io/drover/it", RECORDS), text, StandardCharsets.ISO_8859_1);
        }
    }
}
