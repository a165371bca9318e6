package examples.scraper;

import examples.web.Web;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Fetches a page of the API and reads it. Whatever is wrong with it fails this attempt, and no other. */
public final class Fetch implements Task<String, String> {
    /** The longest that the page of a server takes that is well. */
    static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Quota QUOTA = new Quota();

    @Override
    public String run(String url, TaskContext context) throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        do {
            QUOTA.await();
            response = Web.ask(URI.create(url), LIMIT);
        } while (QUOTA.refused(response.statusCode(), response.headers()));
        if (response.statusCode() != 200) {
            throw new IOException(url + " answers " + response.statusCode());
        }
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return Page.read(url, body, response.headers().firstValue("Link").orElse("")).toJson();
    }
}
