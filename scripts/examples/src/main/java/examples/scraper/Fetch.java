package examples.scraper;

import examples.web.Web;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Fetches a page of the API and reads it. Whatever is wrong with it fails this attempt, and no other. */
public final class Fetch implements Task<String, String> {
    /** The longest that the page of a server takes that is well. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public String run(String url, TaskContext context) throws IOException {
        Web.Reply reply = Web.ask(URI.create(url), LIMIT);
        context.pause(Quota.pause(reply));
        // A repository in which nothing is has no contributors, not even an empty list of them.
        boolean nothing = reply.status() == 204;
        if (reply.status() != 200 && !nothing) {
            throw new IOException(url + " answers " + reply.status());
        }
        String body = nothing ? "[]" : new String(reply.body(), StandardCharsets.UTF_8);
        return Page.read(url, body, reply.header("Link").orElse("")).toJson();
    }
}
