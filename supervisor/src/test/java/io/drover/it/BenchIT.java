package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertTrue(table.contains("it costs 0.40 µs of the processor; one `cat` alone is 4.00 times as fast"), table);
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
    }

    @Test
    void aRowWithAGoalSaysWhatAMissIsMadeOf() {
        bash("row unheard-of what /s 1 '>=2'").exited(1).oneLine("misses has no line for unheard-of");
    }
}
