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

    /** Stopped in the middle, gone on with, and gone on with again when the server is well: each page once. */
    @Test
    void whatWasStoredIsKeptAndNotFetchedAgain() throws Exception {
        try (ApiServer server = new ApiServer()) {
            String line = Program.lineOfPage(PAGE, "scripts/examples/run scraper")
                    .replaceFirst("http://\\S+", server.address() + "/users/u" + START);
            // Were it answered on, it could be at its end before the signal comes.
            server.pauseAfter(2 * ALL.pages() / 3);
            try (Program first = new Program(directory, line)) {
                first.await("third of the users", () -> count("select count(*) from users") > ALL.users() / 3);
                first.interrupt();
            }
            Set<String> fetched = fetched();
            assertTrue(fetched.size() < ALL.pages() - 2, () -> fetched.size() + " pages");
            server.goOn();
            server.forget();
            String again = line.replaceFirst(" http://\\S+", "");
            try (Program second = new Program(directory, again)) {
                second.await("two thirds of them", () -> count("select count(*) from users") > 2 * ALL.users() / 3);
                second.killWorkers();
                assertEquals(printed(ALL.users() - 2, 2), second.finish(1));
                String said = second.error();
                assertTrue(said.contains(server.address() + ApiServer.SICK + " answers 500"), said);
                assertTrue(said.contains(server.address() + ApiServer.DEAD + " does not answer"), said);
            }
            assertEquals(ALL.pages() - 2, count("select count(*) from pages where fetched"));
            // What was fetched and not stored when the first one was stopped is fetched again, and nothing else.
            fetched.retainAll(server.answered().keySet());
            assertEquals(Set.of(), fetched);
            assertTrue(server.mostAtATime() <= 30, () -> server.mostAtATime() + " at a time");
            server.recover();
            try (Program third = new Program(directory, again)) {
                assertEquals(printed(ALL.users(), 0), third.finish(0));
            }
        }
    }

    /** Paths of pages whose content is stored. */
    private Set<String> fetched() throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("found.db"));
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

    private long count(String query) {
        Path file = directory.resolve("found.db");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Database database = new Database(file)) {
            return database.count(query);
        } catch (SQLException e) {
            return 0;
        }
    }
}
