package examples.feeds;

import examples.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same feeds one by one in one process, by the flow, and by the flow again; see scripts/bench. */
class FeedsBench {
    private static final int FEEDS = 25;
    private static final int ENTRIES = 10;
    private static final long DELAY_MILLIS = 100;

    @TempDir
    Path directory;

    @Test
    void aloneAndInAFlow() throws Exception {
        try (FeedServer feeds = new FeedServer(FEEDS, ENTRIES, DELAY_MILLIS)) {
            Files.write(directory.resolve("feeds.txt"), feeds.list());
            try (MailServer mails = new MailServer()) {
                Figures.add("feeds.alone", seconds(mails, "--alone feeds.txt"));
            }
            try (MailServer mails = new MailServer()) {
                Figures.add("feeds.flow", seconds(mails, "feeds.txt"));
                Figures.add("feeds.again", seconds(mails, "feeds.txt"));
            }
        }
    }

    private double seconds(MailServer mails, String words) throws Exception {
        return Figures.took(directory, "IMAP_URL=" + mails.address() + " scripts/examples/run feeds " + words, 0);
    }
}
