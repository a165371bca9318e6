package examples.feeds;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** An entry as a mail: its images are parts of it, and its HTML refers to these. */
final class Letter {
    private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    private final Document page;
    private final List<MimeBodyPart> images = new ArrayList<>();

    /** Where images come from. */
    interface Images {
        /** {@return an image} */
        Image get(String address) throws IOException;
    }

    /**
     * An image.
     *
     * @param type its MIME type
     * @param content the bytes
     */
    record Image(String type, byte[] content) {}

    private Letter(Entry entry) {
        page = Jsoup.parseBodyFragment(entry.html(), entry.link());
    }

    /** {@return the mail, in ASCII, as it goes to the server} */
    static String of(Entry entry, Images images) throws IOException {
        try {
            Letter letter = new Letter(entry);
            letter.inline(images);
            return letter.written(entry);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private void inline(Images source) throws IOException, MessagingException {
        for (Element image : page.select("img[src]")) {
            String address = image.absUrl("src");
            if (address.startsWith("http")) {
                Image loaded = source.get(address);
                String id = "image" + images.size() + "@drover.example";
                MimeBodyPart part = new MimeBodyPart();
                part.setDataHandler(new DataHandler(new ByteArrayDataSource(loaded.content(), loaded.type())));
                part.setContentID("<" + id + ">");
                part.setDisposition(MimeBodyPart.INLINE);
                images.add(part);
                image.attr("src", "cid:" + id).removeAttr("srcset");
            }
        }
    }

    private String written(Entry entry) throws IOException, MessagingException {
        MimeMultipart parts = new MimeMultipart("related");
        MimeBodyPart text = new MimeBodyPart();
        String link = entry.link().isEmpty() ? "" : "<p><a href=\"" + entry.link() + "\">" + entry.link() + "</a></p>";
        text.setContent(page.body().html() + link, "text/html; charset=utf-8");
        text.setHeader("Content-Transfer-Encoding", "base64");
        parts.addBodyPart(text);
        for (MimeBodyPart image : images) {
            image.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(image);
        }
        message.setContent(parts);
        message.setSubject(entry.title(), "utf-8");
        message.setFrom(new InternetAddress("feeds@drover.example"));
        message.setSentDate(entry.millis() == 0 ? new Date() : new Date(entry.millis()));
        message.setHeader(Mailbox.HEADER, Mailbox.headerOf(entry.id()));
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
