package examples.feeds;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The same, one after the other in one process: what the flow is measured by. */
final class Alone {
    private Alone() {}

    static void run(List<String> feeds, URI server) throws IOException, MessagingException {
        Stamp stamp = new Stamp();
        try (Mailbox mailbox = new Mailbox(server)) {
            for (String feed : feeds) {
                String folder = feed.substring(0, feed.indexOf(' '));
                for (Entry entry : Read.entries(folder, feed.substring(folder.length()).strip())) {
                    if (!mailbox.has(folder, entry.id())) {
                        mailbox.append(folder, Letter.of(entry, Inline::image));
                        System.out.println(stamp.run(folder + ": " + entry.title(), null));
                    }
                }
            }
        }
    }
}
