package io.drover.report;

import io.drover.journal.JournalReader;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;

/** The HTML page about a run. It holds all it needs and asks no network. */
public final class Report {
    private static final String BODY = "{{body}}";

    private final JournalReader journal;
    private final Chain chain;
    private final Times times;

    /**
     * Looks at the journal as it is now.
     *
     * @param run which run, with those it continues and that continue it; null for the last one
     */
    public Report(JournalReader journal, Long run, ZoneId zone) throws DatabaseException {
        this.journal = journal;
        this.chain = Chain.read(journal, run);
        this.times = new Times(zone);
    }

    /** Writes the page to {@code out}, which stays open. Memory does not depend on the number of tasks. */
    public void writePage(Writer out) throws IOException {
        Axis axis = chain.axis();
        List<Section> sections = List.of(
                new Overview(chain, times),
                new LedgerSection(journal, chain),
                new RunsSection(chain, times),
                new Throughput(axis, chain.attempts()),
                new Timeline(journal, axis, chain.attempts(), chain.slots()),
                new Durations(),
                new Failures(journal, chain),
                new Retries(journal, chain),
                new Slowest(journal),
                new Workers());
        journal.attempts(chain.id(), 0, attempt -> {
            long at = axis.at(attempt.run(), attempt.startMicros());
            for (Section section : sections) {
                section.add(attempt, at);
            }
        });
        String template = template();
        int body = template.indexOf(BODY);
        Html page = new Html(out);
        page.raw(template.substring(0, body));
        for (Section section : sections) {
            section.writeTo(page);
        }
        page.raw(template.substring(body + BODY.length()));
    }

    /** Writes all attempts in the Chrome trace-event format to {@code out}, which stays open. */
    public void writeTrace(Writer out) throws IOException {
        new Trace(out).write(journal, chain);
    }

    private String template() throws IOException {
        String script = resource("report.js");
        return resource("report.html")
                .replace("{{title}}", Html.escaped(Shown.line(chain.last().command(), 100)))
                .replace("{{hash}}", sha256(script))
                .replace("{{style}}", resource("report.css"))
                .replace("{{script}}", script);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As a Content-Security-Policy names the one script that may run. */
    private static String sha256(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
