package examples.feeds;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import jakarta.mail.MessagingException;
import java.net.URI;
import org.json.JSONArray;
import org.json.JSONObject;

/** The only one who talks to the IMAP server, in one session: it checks, and it uploads. */
public final class Imap implements Task<String, String> {
    /** The variable that says where the server is: others see what is on a command line. */
    static final String SERVER = "IMAP_URL";
    /** The inputs: mails, and heads of entries that somebody asks for. */
    static final String UPLOAD = "upload";
    static final String CHECK = "check";

    private Mailbox mailbox;

    @Override
    public void setUp(WorkerContext context) throws MessagingException {
        mailbox = new Mailbox(URI.create(System.getenv(SERVER)));
    }

    @Override
    public String run(String text, TaskContext context) throws MessagingException {
        return context.input().equals(CHECK) ? check(new JSONArray(text)) : upload(new JSONObject(text));
    }

    /** {@return the ids of those that are not there: the answer to who has asked} */
    private String check(JSONArray entries) throws MessagingException {
        JSONArray missing = new JSONArray();
        for (int i = 0; i < entries.length(); i++) {
            Entry entry = Entry.ofJson(entries.getJSONObject(i));
            if (!mailbox.has(entry.folder(), entry.id())) {
                missing.put(entry.id());
            }
        }
        return missing.toString();
    }

    /** Looked for again: whoever was killed after a mail was taken is told of it now. */
    private String upload(JSONObject text) throws MessagingException {
        Entry entry = Entry.ofJson(text);
        if (!mailbox.has(entry.folder(), entry.id())) {
            mailbox.append(entry.folder(), text.getString("mail"));
        }
        return entry.folder() + ": " + entry.title();
    }

    @Override
    public void tearDown() throws MessagingException {
        mailbox.close();
    }
}
