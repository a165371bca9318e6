package examples.scraper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.json.JSONException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String USER = "{\"login\":\"ada\",\"id\":7,\"name\":null,\"public_repos\":2,\"repos_url\":\"http://h/users/ada/repos\"}";
    private static final String CONTRIBUTORS = "[{\"login\":\"bob\",\"contributions\":3,\"url\":\"http://h/users/bob\"}]";

    @TempDir
    Path directory;

    @Test
    void aPageBecomesRowsAndLinks() {
        Page user = Page.read("http://h/users/ada", USER, "");
        assertEquals(List.of(new Page.Row("users", List.of("ada", 7L, ""))), user.rows());
        assertEquals(List.of("http://h/users/ada/repos"), user.links());
        Page contributors = Page.read("http://h/repos/ada/x/contributors", CONTRIBUTORS, "<http://h/next>; rel=\"next\", <http://h/last>; rel=\"last\"");
        assertEquals(List.of(new Page.Row("contributors", List.of("ada/x", "bob", 3))), contributors.rows());
        assertEquals(List.of("http://h/users/bob", "http://h/next"), contributors.links());
        assertEquals(contributors, Page.ofJson(contributors.toJson()));
    }

    @Test
    void whatIsBrokenIsNoPage() {
        assertThrows(JSONException.class, () -> Page.read("http://h/users/ada", USER.substring(0, 40), ""));
        assertThrows(JSONException.class, () -> Page.read("http://h/users/ada", "[]", ""));
        assertThrows(JSONException.class, () -> Page.read("http://h/repos/ada/x/contributors", "<html>", ""));
    }

    @Test
    void whatIsStoredTwiceIsThereOnce() throws Exception {
        Path file = directory.resolve("found.db");
        Page page = Page.read("http://h/repos/ada/x/contributors", CONTRIBUTORS, "");
        try (Database database = new Database(file)) {
            assertEquals(List.of("http://h/users/ada"), database.want(List.of("http://h/users/ada")));
            assertEquals(List.of("http://h/users/bob"), database.store(page));
            // Killed before anybody knew of the links, and run again.
            assertEquals(List.of("http://h/users/bob"), database.store(page));
            assertEquals(List.of(), database.store(Page.read("http://h/users/bob", USER.replace("ada", "bob").replace(":2", ":0"), "")));
            assertEquals(List.of(), database.want(List.of("http://h/users/bob")));
        }
        try (Database database = new Database(file)) {
            assertEquals(List.of("http://h/users/ada"), database.open());
            assertEquals(1, database.count("select count(*) from contributors"));
            assertEquals(1, database.count("select count(*) from users"));
        }
    }
}
