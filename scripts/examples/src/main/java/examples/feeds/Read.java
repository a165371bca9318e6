package examples.feeds;

import examples.web.Web;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Fetches a feed; what it says goes to who knows what is there already. */
public final class Read implements Task<String, String> {
    static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public String run(String line, TaskContext context) throws IOException {
        String folder = line.substring(0, line.indexOf(' '));
        context.emit("imap", Request.check(entries(folder, line.substring(folder.length()).strip())).toJson());
        return null;
    }

    static List<Entry> entries(String folder, String url) throws IOException {
        return Entry.read(folder, Web.get(URI.create(url), LIMIT).body());
    }
}
