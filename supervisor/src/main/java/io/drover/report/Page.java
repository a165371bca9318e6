package io.drover.report;

import io.drover.journal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is around the body of a page: its head, and the one script that may run. */
final class Page {
    private static final String BODY = "{{body}}";

    private Page() {}

    /** Writes what is in it. */
    @FunctionalInterface
    interface Body {
        void writeTo(Html page) throws IOException;
    }

    /** @param script may be empty */
    static void write(Writer out, String title, String script, Body content) throws IOException {
        String template = resource("report.html")
                .replace("{{title}}", Html.escaped(title))
                .replace("{{hash}}", sha256(script))
                .replace("{{style}}", resource("report.css"))
                .replace("{{script}}", script);
        int body = template.indexOf(BODY);
        Html page = new Html(out);
        page.raw(template.substring(0, body));
        content.writeTo(page);
        page.raw(template.substring(body + BODY.length()));
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As a Content-Security-Policy names the one script that may run. */
    private static String sha256(String script) {
        return Base64.getEncoder().encodeToString(Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8)));
    }
}
