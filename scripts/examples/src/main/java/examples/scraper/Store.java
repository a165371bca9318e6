package examples.scraper;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.nio.file.Path;
import java.sql.SQLException;

/** The only one who writes. The connection is made in its own worker, and never seen elsewhere. */
public final class Store implements Task<String, String> {
    /** The name of the property that says where the database is. */
    static final String FILE = "scraper.database";

    private Database database;

    @Override
    public void setUp(WorkerContext context) throws SQLException {
        database = new Database(Path.of(System.getProperty(FILE)));
    }

    /** Killed before the pages that are to be fetched are known to the flow, it runs again and finds them again. */
    @Override
    public String run(String page, TaskContext context) throws SQLException {
        database.store(Page.ofJson(page)).forEach(url -> context.emit("fetch", url));
        return null;
    }

    @Override
    public void tearDown() throws SQLException {
        database.close();
    }
}
