package examples.feeds;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.HeaderTerm;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A session with an IMAP server. One thread: what one command selects is what the next one works on. */
final class Mailbox implements AutoCloseable {
    /** Which entry of a feed a mail is. */
    static final String HEADER = "X-RSS2IMAP-ID";
    private static final String TIMEOUT_MILLIS = "30000";

    private final Session session;
    private final Store store;
    private final Map<String, Folder> folders = new HashMap<>();

    /**
     * Logs in.
     *
     * @param server as {@code imap://user:password@host:port}
     */
    Mailbox(URI server) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.imap.timeout", TIMEOUT_MILLIS);
        properties.put("mail.imap.socketFactory", new Prompt());
        session = Session.getInstance(properties);
        store = session.getStore("imap");
        String[] login = server.getUserInfo().split(":", 2);
        store.connect(server.getHost(), server.getPort(), login[0], login[1]);
    }

    /** {@return an id that is safe in a header and in a search: the server has to find it as it was written} */
    static String headerOf(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** {@return whether a folder has a mail for an entry} */
    boolean has(String folder, String id) throws MessagingException {
        String header = headerOf(id);
        for (Message found : folder(folder).search(new HeaderTerm(HEADER, header))) {
            // A search finds parts of a header, too.
            if (header.equals(String.join("", found.getHeader(HEADER)))) {
                return true;
            }
        }
        return false;
    }

    /** Puts a mail into a folder. */
    void append(String folder, String mail) throws MessagingException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII));
        folder(folder).appendMessages(new Message[] {new MimeMessage(session, bytes)});
    }

    private Folder folder(String name) throws MessagingException {
        Folder known = folders.get(name);
        if (known == null || !known.isOpen()) {
            known = store.getFolder(name);
            if (!known.exists()) {
                known.create(Folder.HOLDS_MESSAGES);
            }
            known.open(Folder.READ_WRITE);
            folders.put(name, known);
        }
        return known;
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
