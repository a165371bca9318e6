package examples.feeds;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.util.List;
import org.json.JSONArray;

/** The only one who talks to the IMAP server, in one session: it checks, and it uploads. */
public final class Imap implements Task<String, String> {
    /** The variable that says where the server is: others see what is on a command line. */
    static final String SERVER = "IMAP_URL";

    private Mailbox mailbox;

    @Override
    public void setUp(WorkerContext context) throws MessagingException {
        mailbox = new Mailbox(URI.create(System.getenv(SERVER)));
    }

    @Override
    public String run(String text, TaskContext context) throws MessagingException {
        Request request = Request.ofJson(text);
        return request.mail() == null ? check(request.entries()) : upload(request.entries().get(0), request.mail());
    }

    /** {@return the ids of those that are not there: the answer to who has asked} */
    private String check(List<Entry> entries) throws MessagingException {
        JSONArray missing = new JSONArray();
        for (Entry entry : entries) {
            if (!mailbox.has(entry.folder(), entry.id())) {
                missing.put(entry.id());
            }
        }
        return missing.toString();
    }

    /** Looked for again: whoever was killed after a mail was taken is told of it now. */
    private String upload(Entry entry, String mail) throws MessagingException {
        if (!mailbox.has(entry.folder(), entry.id())) {
            mailbox.append(entry.folder(), mail);
        }
        return entry.folder() + ": " + entry.title();
    }

    @Override
    public void tearDown() throws MessagingException {
        mailbox.close();
    }
}
