package examples.feeds;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.json.JSONObject;

/**
 * An entry of a feed.
 *
 * @param folder where it belongs
 * @param id by which it is known; none other in that folder has it
 * @param title in a line
 * @param link where it is on the web; empty: nowhere
 * @param millis when it was published, since 1970; 0: nobody says
 * @param html what it says
 */
record Entry(String folder, String id, String title, String link, long millis, String html) {

    /** Reads a feed, RSS or Atom. */
    static List<Entry> read(String folder, byte[] feed) throws IOException {
        try {
            List<Entry> entries = new ArrayList<>();
            for (SyndEntry entry : new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(feed))).getEntries()) {
                entries.add(of(folder, entry));
            }
            return entries;
        } catch (FeedException | IllegalArgumentException e) {
            throw new IOException("no feed: " + e.getMessage(), e);
        }
    }

    private static Entry of(String folder, SyndEntry entry) {
        String link = entry.getLink() == null ? "" : entry.getLink().strip();
        String title = entry.getTitle() == null ? "" : entry.getTitle().strip().replaceAll("\\s+", " ");
        String id = entry.getUri() == null || entry.getUri().isBlank() ? link + " " + title : entry.getUri().strip();
        Date date = entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
        return new Entry(folder, id, title, link, date == null ? 0 : date.getTime(), html(entry));
    }

    private static String html(SyndEntry entry) {
        SyndContent content = entry.getContents().isEmpty() ? entry.getDescription() : entry.getContents().get(0);
        return content == null || content.getValue() == null ? "" : content.getValue();
    }

    /** {@return what it is known by: what it says is in its mail} */
    Entry head() {
        return new Entry(folder, id, title, link, millis, "");
    }

    JSONObject toJson() {
        return new JSONObject()
                .put("folder", folder).put("id", id).put("title", title).put("link", link).put("millis", millis).put("html", html);
    }

    static Entry ofJson(JSONObject json) {
        return new Entry(
                json.getString("folder"), json.getString("id"), json.getString("title"), json.getString("link"),
                json.getLong("millis"), json.getString("html"));
    }
}
