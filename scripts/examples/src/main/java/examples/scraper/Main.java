package examples.scraper;

import examples.web.Ending;
import io.drover.flow.Flow;
import io.drover.flow.FlowResult;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Scrapes all that can be found from some users on, with thirty fetchers and one writer. */
public final class Main {
    private static final int FETCHERS = 30;

    private Main() {}

    /**
     * Runs it.
     *
     * @param words the database, and addresses of users; none: goes on where an earlier run ended
     * @throws Exception if it cannot be run here
     */
    public static void main(String[] words) throws Exception {
        if (words.length == 0) {
            System.err.println("usage: scraper DATABASE [http://HOST/users/NAME...]");
            System.exit(2);
        }
        Path file = Path.of(words[0]).toAbsolutePath();
        FlowResult result = Flow.named("scrape")
                .stage("fetch", Fetch.class).workers(1).slots(FETCHERS).attempts(3).timeout(Duration.ofMinutes(1)).unique()
                .stage("store", Store.class).exclusive().jvmOptions("-D" + Store.FILE + "=" + file)
                .run(open(file, Arrays.asList(words).subList(1, words.length)));
        try (Database database = new Database(file)) {
            System.out.printf("%d users, %d repositories, %d contributions; %d pages left%n",
                    database.count("select count(*) from users"), database.count("select count(*) from repositories"),
                    database.count("select count(*) from contributors"), database.open().size());
        }
        System.exit(Ending.of(result));
    }

    private static List<String> open(Path file, List<String> urls) throws SQLException {
        try (Database database = new Database(file)) {
            database.want(urls);
            return database.open();
        }
    }
}
