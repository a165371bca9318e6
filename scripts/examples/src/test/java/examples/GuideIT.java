package examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import examples.web.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs of the guide print is what the guide says. */
class GuideIT {
    private static final Map<String, String> PRINTED = Map.of(
            "Squares", "elsewhere: true\n[1, 4, 9, 16]\n",
            "Faults", "wrong: NumberFormatException\ndead: WorkerLostException\nendless: TaskTimeoutException\nfine: 42\n",
            "Digests", "7692c3ad 3fc4ccfe\n",
            "Sum", "1000 numbers, the sum is 333833500\n");

    /** Has them compiled. */
    @TempDir
    static Path directory;

    @BeforeAll
    static void compile() throws IOException {
        Guide.compile(directory);
    }

    @Test
    void everyProgramPrintsWhatIsSaid() throws Exception {
        Set<String> programs = new HashSet<>(PRINTED.keySet());
        programs.add("Scraper");
        assertEquals(programs, Guide.files().keySet());
        String page = Files.readString(Path.of("README.md"));
        for (Map.Entry<String, String> program : PRINTED.entrySet()) {
            program.getValue().lines().forEach(line -> assertEquals(true, page.contains(line), line));
            try (Program started = new Program(directory, java(program.getKey()))) {
                assertEquals(program.getValue(), started.finish(0));
            }
        }
    }

    /** Three pages in a circle, one of which links to one that is not well. */
    private static final class Circle extends TestServer {
        Circle() throws IOException {}

        @Override
        protected Answer answer(String path, int visit, HttpExchange exchange) {
            return switch (path) {
                case "/" -> Answer.of("text/html", "<a href=\"/a#top\">a</a>");
                case "/a" -> Answer.of("text/html", "<a href=\"b\">b</a><a href=\"/sick\">c</a>");
                case "/b" -> Answer.of("text/html", "<a href=\"/\">home</a>");
                default -> Answer.status(500);
            };
        }
    }

    @Test
    void theScraperFetchesEachPageOnce() throws Exception {
        try (Circle server = new Circle();
                Program scraper = new Program(directory, java("Scraper " + server.address() + "/"))) {
            String printed = scraper.finish(0);
            assertEquals("fetch: java.io.IOException: " + server.address() + "/sick answers 500\n3 pages\n", printed);
            assertEquals(Set.of("/", "/a", "/b"), server.answered().keySet());
            assertEquals(3, Files.readAllLines(directory.resolve("pages.tsv")).size());
        }
    }

    /** By the JVM that has compiled them. */
    private String java(String words) {
        return System.getProperty("java.home") + "/bin/java -cp " + Guide.classPath() + ":" + directory + " " + words;
    }
}
