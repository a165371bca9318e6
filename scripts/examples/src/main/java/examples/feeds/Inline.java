package examples.feeds;

import examples.web.Web;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import org.json.JSONObject;

/** Makes an entry a mail, with its images, to be uploaded. */
public final class Inline implements Task<String, String> {
    @Override
    public String run(String text, TaskContext context) throws IOException {
        Entry entry = Entry.ofJson(new JSONObject(text));
        return entry.head().toJson().put("mail", Letter.of(entry, Inline::image)).toString();
    }

    static Letter.Image image(String address) throws IOException {
        Web.Reply reply = Web.get(URI.create(address), Read.LIMIT);
        return new Letter.Image(reply.header("Content-Type").orElse("application/octet-stream"), reply.body());
    }
}
