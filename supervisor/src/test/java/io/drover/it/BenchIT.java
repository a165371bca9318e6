package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** scripts/bench: what it makes of measurements. What they are worth, a quiet machine shows. */
class BenchIT extends InSandbox {
    private static final Path BENCH = Sandbox.launcher().resolveSibling("bench");
    /** As a section of it does, but for the measuring. */
    private static final String TABLE = """
            set -u
            export LC_ALL=C
            parts='%s.d' work=$DIR/work jobs=2 java_version=17 rounds=3
            mkdir -p work/samples && : >work/rows && : >work/notes
            fail() { echo "bench: $1" >&2; exit 1; }
            . "$parts/samples"
            measured() {
                for value in 3 1000000 2; do sample coproc $value; done
                for value in 0.5 0.3; do sample pipe.ours.cpu $value; done
                sample part.cat 8
                sample pipe.ours 2
                row coproc 'a coprocess' /s "$(median coproc)" '>=400000'
                row start.cold 'a start' s 1.5 '<=2' xargs 3
                row pipe 'blocks' MB/s 1500 '>=2x1 >=0.5x2' parallel 1000 cat 2000
                row part 'parts' MB/s '' '>=2x1' parallel 1000
                note 'There is no room.'
            }
            """.formatted(BENCH);

    private Result bash(String script) {
        Path file = sandbox.file("script", TABLE + script);
        return sandbox.shell("DIR=$PWD; export DIR; exec bash " + file).finish();
    }

    @Test
    void aTableIsPutBetweenTheMarksOfAPage() throws IOException {
        Files.copy(BENCH.resolve("../../README.md").normalize(), sandbox.path("page.md"));
        String before = Files.readString(sandbox.path("page.md"));
        bash("measured; table -v tight=1 | tee table | \"$parts/into-page\" page.md").exited(0).saidNothing();
        String table = Files.readString(sandbox.path("table"));
        List<String> lines = table.lines().toList();
        assertTrue(lines.get(0).contains("2 cores"), table);
        assertEquals(
                List.of(
                "| what | goal | measured | met? |",
                "| --- | --- | --- | --- |",
                "| a coprocess | ≥ 400,000/s | 3/s | no |",
                "| a start | ≤ 2 s | 1.50 s; xargs 3.00 s: 0.50 × | yes |",
                "| blocks | ≥ 2 × parallel, ≥ 0.5 × cat | 1.50 GB/s; parallel 1.00 GB/s: 1.50 ×; cat 2.00 GB/s: 0.75 × | no, yes |",
                "| parts | ≥ 2 × parallel | not measured; parallel 1.00 GB/s | - |"),
                lines.subList(2, 8));
        // One for each miss, in the order of the file that has them.
        assertEquals(3, lines.stream().filter(line -> line.startsWith("- ")).count(), table);
        String words = table.replaceAll("\\s+", " ");
        assertTrue(words.contains("it costs 0.4 µs of the processor; one `cat` alone is 4 times as fast"), table);
        assertTrue(table.endsWith("- There is no room.\n"), table);
        String page = Files.readString(sandbox.path("page.md"));
        String mark = "<!-- scripts/bench --readme -->\n";
        String end = "<!-- end of scripts/bench --readme -->\n";
        assertEquals(before.substring(0, before.indexOf(mark)) + mark + "\n" + table + "\n" + before.substring(before.indexOf(end)), page);
    }

    @Test
    void whatCannotBePutAnywhereIsNotMeasured() {
        sandbox.file("page.md", "<!-- scripts/bench --readme -->\n");
        sandbox.shell("'" + BENCH + "' --readme page.md").finish().exited(1).oneLine("must have a line");
        sandbox.shell("'" + BENCH + "' --plot no/where").finish().exited(1).oneLine("cannot write to no/where");
    }

    @Test
    void aRowWithAGoalSaysWhatAMissIsMadeOf() {
        bash("row unheard-of what /s 1 '>=2'").exited(1).oneLine("misses has no line for unheard-of");
    }

    @Test
    void aStepOfACurveIsToldWithWhatItIsMadeOf() throws IOException {
        sandbox.file("medians", """
                slots\tcommands\t1\t100\t0\t0.1\t0.2
                slots\tcommands\t2\t100\t0\t0.1\t0.2
                slots\tjava\t1\t100\t0\t0.1\t0.2
                slots\tjava\t2\t100\t0\t0.2\t0.5
                bytes\tjava\t10\t100\t10\t0.1\t0.2
                bytes\tjava\t100\t100\t100\t1.0\t2.0
                bytes\tnews\t10\t100\t10\t0.1\t0.2
                bytes\tnews\t100\t100\t100\t2.0\t2.0
                """);
        bash("awk -f \"$parts/plot.awk\" \"$parts/steps\" medians >page.html").exited(0).saidNothing();
        String page = Files.readString(sandbox.path("page.html"));
        assertEquals(4, Pattern.compile("<svg").matcher(page).results().count());
        assertEquals(2 * 8, Pattern.compile("<title>[^<]*: [^<]* each").matcher(page).results().count());
        assertEquals(8, Pattern.compile("<tr><td>").matcher(page).results().count());
        assertEquals(2, Pattern.compile("<li><b>").matcher(page).results().count());
        assertTrue(page.contains(", 1 to 2: 2.0 × the time, 2.5 × the processor. Each slot"), page);
        assertTrue(page.contains("300 ms of the processor each"), page);
        assertTrue(page.contains(", 10 B to 100 B: 2.0 × the time, 1.0 × the processor. <b>Not explained.</b>"), page);
    }

    @Test
    void theCostOfATaskIsDrawn() throws IOException {
        sandbox.shell("""
                export JAVA_HOME='%s' BENCH_CACHE='%s' BENCH_ROUNDS=1 BENCH_PLOT_TASKS=0 BENCH_PLOT_SLOTS=
                export BENCH_PLOT_BYTES=10 BENCH_PLOT_BYTE_COMMANDS=2 BENCH_PLOT_BYTE_TASKS=2
                exec '%s' --plot cost.html""".formatted(System.getProperty("java.home"), Archives.cache(), BENCH)).finish().exited(0);
        String page = Files.readString(sandbox.path("cost.html"));
        assertEquals(2, Pattern.compile("<title>[^<]*, 10 B: [^<]*/s, ").matcher(page).results().count() / 2);
        assertFalse(Pattern.compile("https?:|Not explained|\\bnan\\b|\\binf\\b").matcher(page).find(), page);
        assertTrue(page.contains(".figures, .quantiles") && page.strip().endsWith("</html>"), page);
    }
}
