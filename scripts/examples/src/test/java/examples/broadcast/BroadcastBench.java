package examples.broadcast;

import examples.Figures;
import examples.Program;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four workers of each kind; see scripts/bench. */
class BroadcastBench {
    private static final Pattern END = Pattern.compile("(?m)^(\\w+) +the last one gone after +(\\d+) ms$");

    @TempDir
    Path directory;

    @Test
    void fourOfEachKind() throws Exception {
        try (Program program = new Program(directory, "scripts/examples/run broadcast 4")) {
            Matcher end = END.matcher(program.finish(0));
            double last = 0;
            while (end.find()) {
                // Those wait for the end of the grace period.
                if (!end.group(1).equals(Kind.STUBBORN.title())) {
                    last = Math.max(last, Double.parseDouble(end.group(2)) / 1000);
                }
            }
            Figures.add("broadcast", last);
        }
    }
}
