package examples.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import examples.Program;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BroadcastIT {
    private static final String PAGE = "src/main/java/examples/broadcast/README.md";

    @TempDir
    Path directory;

    @Test
    void oneBroadcastEndsWorkersOfEveryKind() throws Exception {
        try (Program program = new Program(directory, Program.lineOfPage(PAGE, "scripts/examples/run broadcast"))) {
            String printed = program.finish(0);
            assertTrue(printed.endsWith("\n0 processes are left\n"), printed);
            for (Kind kind : Kind.values()) {
                String title = Pattern.quote(kind.title());
                assertEquals(1, count("(?m)^  " + title + " +worker \\d+ .*" + Pattern.quote(kind.task()) + "$", printed), printed);
                assertEquals(kind.processesOfWorker(), count("(?m)^  " + title + " .* gone after", printed), printed);
                assertEquals(1, count("(?m)^" + title + " +the last one gone after", printed), printed);
            }
        }
    }

    @Test
    void theBenchmarkDrawsWhatMoreWorkersAreWorth() throws Exception {
        try (Program program = new Program(directory, "scripts/examples/run broadcast benchmark 2 speedup.html 2")) {
            assertEquals(1, count("2 workers: .* times as fast as one", program.finish(0)));
            String page = Files.readString(directory.resolve("speedup.html"));
            assertEquals(2, count("<circle ", page));
            assertEquals(2, count("<tr><td>", page));
            assertEquals(0, count("(?:src|href)=", page));
            String drawing = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(drawing.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static long count(String pattern, String text) {
        try (Stream<MatchResult> found = Pattern.compile(pattern).matcher(text).results()) {
            return found.count();
        }
    }
}
