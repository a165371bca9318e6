package examples.scraper;

import examples.Figures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of the ten thousand users, from a server that is well; see scripts/bench. */
class ScraperBench {
    @TempDir
    Path directory;

    @Test
    void allUsers() throws Exception {
        try (ApiServer server = new ApiServer()) {
            server.recover();
            double seconds = Figures.took(directory, "scripts/examples/run scraper found.db " + server.address() + "/users/u0", 0);
            Figures.add("scraper.pages", ApiServer.Found.from(0).pages() / seconds);
        }
    }
}
