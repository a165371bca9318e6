package examples.scraper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import examples.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScraperIT {
    private static final String PAGE = "src/main/java/examples/scraper/README.md";
    /** From the first user on all of them are found; from the second, a ninth. */
    private static final int START = Boolean.getBoolean("examples.all") ? 0 : 1;
    private static final ApiServer.Found ALL = ApiServer.Found.from(START);

    @TempDir
    Path directory;

    /** Stopped in the middle, gone on with and killed, gone on with to the end, and again when the server is well: each page once. */
    @Test
    void whatWasStoredIsKeptAndNotFetchedAgain() throws Exception {
        try (ApiServer server = new ApiServer()) {
            String line = Program.lineOfPage(PAGE, "scripts/examples/run scraper")
                    .replaceFirst("http://\\S+", server.address() + "/users/u" + START);
            // Were it answered on, it could be at its end before the signal comes.
            server.pauseAfter(ALL.pages() / 2);
            try (Program first = new Program(directory, line)) {
                first.await("third of the pages", () -> pages() > ALL.pages() / 3);
                first.interrupt();
            }
            Set<String> stored = fetched();
            nextRun(server);
            String again = line.replaceFirst(" http://\\S+", "");
            int before = stored.size();
            server.pauseAfter(ALL.pages() / 5);
            try (Program second = new Program(directory, again)) {
                second.await("some pages", () -> pages() > before + ALL.pages() / 10);
                second.killAWorker();
                server.pauseAfter(ALL.pages() / 5);
                second.await("more pages", () -> pages() > before + 2 * ALL.pages() / 10);
                second.kill();
            }
            stored = notFetchedAgain(stored, server);
            nextRun(server);
            try (Program third = new Program(directory, again)) {
                assertEquals(printed(ALL.users() - 2, 2), third.finish(1));
                String said = third.error();
                assertTrue(said.contains(server.address() + ApiServer.SICK + " answers 500"), said);
                assertTrue(said.contains(server.address() + ApiServer.DEAD + " does not answer"), said);
            }
            assertEquals(ALL.pages() - 2, notFetchedAgain(stored, server).size());
            assertTrue(server.mostAtATime() <= 30, () -> server.mostAtATime() + " at a time");
            server.recover();
            try (Program fourth = new Program(directory, again)) {
                assertEquals(printed(ALL.users(), 0), fourth.finish(0));
            }
        }
    }

    /** Whoever waits for an answer, and is gone, gets it before others ask. */
    private static void nextRun(ApiServer server) {
        server.goOn();
        server.forget();
    }

    /**
     * What was fetched and not stored before is fetched again, and nothing else.
     *
     * @return what is stored now
     */
    private Set<String> notFetchedAgain(Set<String> stored, ApiServer server) throws SQLException {
        Set<String> again = new TreeSet<>(stored);
        again.retainAll(server.answered().keySet());
        assertEquals(Set.of(), again);
        Set<String> now = fetched();
        assertTrue(now.size() > stored.size() && now.containsAll(stored), () -> now.size() + " pages after " + stored.size());
        return now;
    }

    /** Paths of pages whose content is stored. */
    private Set<String> fetched() throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Connection connection = database();
                ResultSet rows = connection.createStatement().executeQuery("select url from pages where fetched")) {
            while (rows.next()) {
                all.add(rows.getString(1).replaceFirst("^http://[^/]+", ""));
            }
        }
        return all;
    }

    private static String printed(int users, int left) {
        return "%d users, %d repositories, %d contributions; %d pages left\n".formatted(users, ALL.repositories(), ALL.contributions(), left);
    }

    /** How many are stored. */
    private long pages() {
        if (!Files.exists(directory.resolve("found.db"))) {
            return 0;
        }
        String query = "select count(*) from pages where fetched";
        try (Connection connection = database(); ResultSet rows = connection.createStatement().executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            // There is no table yet.
            return 0;
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("found.db"));
    }
}
