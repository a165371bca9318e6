package examples.feeds;

import com.sun.net.httpserver.HttpExchange;
import examples.web.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Feeds, RSS and Atom in turn, with images; each answer comes after the time that a network takes. */
final class FeedServer extends TestServer {
    private final int feeds;
    private final int entries;
    private final long delayMillis;
    private final byte[] image;

    FeedServer(int feeds, int entries, long delayMillis) throws IOException {
        this.feeds = feeds;
        this.entries = entries;
        this.delayMillis = delayMillis;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", bytes);
        image = bytes.toByteArray();
    }

    /** {@return a line for each feed: a folder and an address} */
    List<String> list() {
        return IntStream.range(0, feeds).mapToObj(feed -> "feed" + feed + " " + address() + "/feeds/" + feed).toList();
    }

    byte[] image() {
        return image;
    }

    @Override
    protected Answer answer(String path, int visit, HttpExchange exchange) throws InterruptedException {
        Thread.sleep(delayMillis);
        if (path.startsWith("/images/")) {
            return Answer.of("image/png", image);
        }
        int feed = Integer.parseInt(path.replaceFirst("^/feeds/", ""));
        return feed % 2 == 0 ? Answer.of("application/rss+xml", rss(feed)) : Answer.of("application/atom+xml", atom(feed));
    }

    private String content(int feed, int entry) {
        return "&lt;p&gt;Grüße from %d/%d&lt;/p&gt;&lt;img src=\"/images/%d-%d.png\"&gt;".formatted(feed, entry, feed, entry);
    }

    private String rss(int feed) {
        return IntStream.range(0, entries)
                .mapToObj(entry -> """
                        <item><title>Entry %2$d of feed %1$d</title><link>%3$s/feeds/%1$d/%2$d</link><guid isPermaLink="false">tag:%1$d/%2$d?ü</guid>
                        <pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate><description>%4$s</description></item>
                        """.formatted(feed, entry, address(), content(feed, entry)))
                .collect(Collectors.joining("", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed</title><link>http://h</link>"
                        + "<description>d</description>", "</channel></rss>"));
    }

    private String atom(int feed) {
        return IntStream.range(0, entries)
                .mapToObj(entry -> """
                        <entry><title>Entry %2$d of feed %1$d</title><link href="%3$s/feeds/%1$d/%2$d"/><id>tag:%1$d/%2$d?ü</id>
                        <updated>2026-11-22T10:00:00Z</updated><content type="html">%4$s</content></entry>
                        """.formatted(feed, entry, address(), content(feed, entry)))
                .collect(Collectors.joining("", "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Feed</title><id>f</id>"
                        + "<updated>2026-11-22T10:00:00Z</updated>", "</feed>"));
    }
}
