package examples.feeds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailTest {
    @Test
    void anEntryBecomesAMailWithItsImagesAndIsFound() throws Exception {
        try (FeedServer feeds = new FeedServer(2, 2, 0);
                MailServer mails = new MailServer();
                Mailbox mailbox = new Mailbox(mails.address())) {
            for (String feed : feeds.list()) {
                String[] line = feed.split(" ");
                List<Entry> entries = Read.entries(line[0], line[1]);
                assertEquals(2, entries.size());
                Entry entry = entries.get(1);
                assertEquals(entry, Entry.ofJson(entry.toJson()));
                assertFalse(mailbox.has(line[0], entry.id()));
                mailbox.append(line[0], Letter.of(entry, Inline::image));
                assertTrue(mailbox.has(line[0], entry.id()));
                // Of which the one that is there is a beginning.
                assertFalse(mailbox.has(line[0], entry.id() + "1"));
                assertFalse(mailbox.has(line[0], entry.id().substring(1)));

                MimeMessage mail = mails.mails(line[0]).get(0).getMimeMessage();
                assertEquals("Entry 1 of feed " + line[0].charAt(4), mail.getSubject());
                assertEquals(1795341600000L, mail.getSentDate().getTime());
                MimeMultipart parts = (MimeMultipart) mail.getContent();
                assertEquals(2, parts.getCount());
                BodyPart image = parts.getBodyPart(1);
                assertArrayEquals(feeds.image(), image.getInputStream().readAllBytes());
                String html = (String) parts.getBodyPart(0).getContent();
                assertTrue(html.contains("Grüße"), html);
                String id = image.getHeader("Content-ID")[0];
                assertTrue(html.contains("src=\"cid:" + id.substring(1, id.length() - 1) + "\""), html);
            }
        }
    }

    @Test
    void whatIsNoFeedIsSaid() {
        assertThrows(IOException.class, () -> Entry.read("f", "<html>".getBytes(StandardCharsets.UTF_8)));
    }
}
