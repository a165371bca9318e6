package examples.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import examples.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedsIT {
    private static final String PAGE = "src/main/java/examples/feeds/README.md";
    private static final int FEEDS = 25;
    private static final int ENTRIES = 4;

    @TempDir
    Path directory;

    @Test
    void eachEntryIsThereOnceWhateverHappens() throws Exception {
        try (MailServer mails = new MailServer()) {
            play(mails);
        }
    }

    @Test
    void anotherServerIsAsGood() throws Exception {
        assumeTrue(Files.isExecutable(DovecotServer.PROGRAM), "Dovecot is not installed");
        try (DovecotServer mails = new DovecotServer()) {
            play(mails);
        }
    }

    /** A worker is killed, then all of it, in the middle; the next run does the rest, and the one after it has nothing to do. */
    private void play(ImapServer mails) throws Exception {
        try (FeedServer feeds = new FeedServer(FEEDS, ENTRIES, 30)) {
            Files.write(directory.resolve("feeds.txt"), feeds.list());
            String line = Program.lineOfPage(PAGE, "IMAP_URL=").replaceFirst("imap://\\S+", mails.address().toString());
            feeds.pauseAfter(2 * FEEDS);
            try (Program killed = new Program(directory, line)) {
                killed.await("some mails", () -> mails(mails) > FEEDS / 2);
                killed.killAWorker();
                feeds.pauseAfter(2 * FEEDS);
                killed.await("some more", () -> mails(mails) > FEEDS);
                killed.kill();
            }
            feeds.goOn();
            try (Program first = new Program(directory, line)) {
                List<String> printed = first.finish(0).lines().toList();
                assertTrue(printed.stream().allMatch(text -> text.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} feed\\d+: .*")), printed::toString);
            }
            for (int feed = 0; feed < FEEDS; feed++) {
                assertEquals(ENTRIES, mails.count("feed" + feed));
            }
            feeds.forget();
            try (Program second = new Program(directory, line)) {
                List<String> printed = second.finish(0).lines().map(text -> text.substring(13)).sorted().toList();
                List<String> skipped = IntStream.range(0, FEEDS).mapToObj(feed -> "feed" + feed + ": 0 of " + ENTRIES + " entries are new").sorted().toList();
                assertEquals(skipped, printed);
            }
            assertEquals(FEEDS, feeds.asked().size());
            assertEquals(FEEDS * ENTRIES, mails(mails));
        }
    }

    private static int mails(ImapServer server) {
        int sum = 0;
        try {
            for (int feed = 0; feed < FEEDS; feed++) {
                sum += server.count("feed" + feed);
            }
        } catch (IOException e) {
            // A mail was moved meanwhile.
            return -1;
        }
        return sum;
    }
}
