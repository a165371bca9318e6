package examples.feeds;

import examples.web.Web;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.json.JSONArray;

/** Fetches a feed, asks who knows the mailbox what of it is there already, and has mails made of the rest. */
public final class Read implements Task<String, String> {
    static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public String run(String line, TaskContext context) throws IOException, InterruptedException, ExecutionException {
        String folder = line.substring(0, line.indexOf(' '));
        List<Entry> entries = entries(folder, line.substring(folder.length()).strip());
        JSONArray heads = new JSONArray(entries.stream().map(entry -> entry.head().toJson()).toList());
        String answer = context.<String>ask("imap", Imap.CHECK, heads.toString()).get();
        Set<Object> missing = new HashSet<>(new JSONArray(answer).toList());
        entries.stream().filter(entry -> missing.contains(entry.id())).forEach(entry -> context.emit("inline", entry.toJson().toString()));
        context.emit("print", folder + ": " + missing.size() + " of " + entries.size() + " entries are new");
        return null;
    }

    static List<Entry> entries(String folder, String url) throws IOException {
        return Entry.read(folder, Web.get(URI.create(url), LIMIT).body());
    }
}
