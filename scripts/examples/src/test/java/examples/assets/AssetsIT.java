package examples.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import examples.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsIT {
    private static final String PAGE = "src/main/java/examples/assets/README.md";
    /** Of them one is broken; style sheet and background are the last two. */
    private static final int ASSETS = SiteServer.PAGES * (1 + SiteServer.IMAGES) + 2;

    @TempDir
    Path directory;

    @Test
    void eachAssetIsLoadedOnceByNoMoreConnectionsThanThereMayBe() throws Exception {
        try (SiteServer server = new SiteServer()) {
            String line = Program.lineOfPage(PAGE, "scripts/examples/run assets").replaceFirst("http://[^/]+", server.address());
            beginAndKill(server, line);
            server.forget();
            try (Program program = new Program(directory, line)) {
                List<String> printed = program.finish(1).lines().toList();
                Path site = directory.resolve("site/" + server.address().substring("http://".length()));
                assertEquals(server.address() + "/index.html: " + site.resolve("index.html"), printed.get(0));
                String missing = server.address() + SiteServer.BROKEN;
                assertEquals("missing " + missing + ", wanted by " + server.address() + "/page7.html: java.io.IOException: " + missing + " answers 503", printed.get(1));
                assertEquals(ASSETS - 1 + " assets loaded, 1 missing", printed.get(2));
                assertEquals(ASSETS - 1, server.answered().size());
                server.answered().forEach((path, count) -> assertEquals(1, count.get(), path));
                assertEquals(3, server.asked().get(SiteServer.BROKEN).get());
                try (Stream<Path> files = Files.walk(site)) {
                    // Nothing is left of those in whose middle it was killed.
                    assertEquals(ASSETS - 1, files.filter(Files::isRegularFile).count());
                }
                assertTrue(server.mostAtATime() <= 4, () -> server.mostAtATime() + " requests at a time");
                assertTrue(server.mostConnections() <= 4, () -> server.mostConnections() + " connections at a time");
            }
        }
    }

    /** First its worker, which others replace, then the whole. */
    private void beginAndKill(SiteServer server, String line) throws Exception {
        server.pauseAfter(ASSETS / 2);
        try (Program program = new Program(directory, line)) {
            program.await("some assets", () -> server.answered().size() > ASSETS / 8);
            program.killAWorker();
            program.await("some more", () -> server.answered().size() > ASSETS / 4);
            program.kill();
        }
        server.goOn();
    }
}
