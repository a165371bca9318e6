package examples.feeds;

import examples.web.Ending;
import io.drover.flow.Flow;
import io.drover.flow.FlowResult;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Feeds to mail folders: many read, many make mails, one talks to the IMAP server, one prints. */
public final class Main {
    private Main() {}

    /**
     * Runs it.
     *
     * @param words a file with a folder and an address in each line; {@code --alone} before it: without a flow
     * @throws Exception if it cannot be run here
     */
    public static void main(String[] words) throws Exception {
        if (words.length == 0 || System.getenv(Imap.SERVER) == null) {
            System.err.println("usage: IMAP_URL=imap://USER:PASSWORD@HOST:PORT feeds [--alone] FILE");
            System.exit(2);
        }
        List<String> feeds = Files.readAllLines(Path.of(words[words.length - 1]));
        if (words[0].equals("--alone")) {
            Alone.run(feeds, URI.create(System.getenv(Imap.SERVER)));
            return;
        }
        FlowResult result = Flow.named("feeds")
                .stage("read", Read.class).workers(1).slots(25).attempts(3).timeout(Duration.ofMinutes(1))
                .stage("inline", Inline.class).workers(1).slots(50).attempts(3).timeout(Duration.ofMinutes(1))
                .stage("imap", Imap.class).exclusive().inputs(Imap.UPLOAD, Imap.CHECK)
                .stage("print", Stamp.class).exclusive()
                .run(feeds, System.out::println);
        System.exit(Ending.of(result));
    }
}
