package io.drover.report;

import io.drover.journal.JournalReader;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;

/** The HTML page about a run. It holds all it needs and asks no network. */
public final class Report {
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
        Page.write(out, Shown.line(chain.last().command(), 100), Page.resource("report.js"), page -> {
            for (Section section : sections) {
                section.writeTo(page);
            }
        });
    }

    /** Writes all attempts in the Chrome trace-event format to {@code out}, which stays open. */
    public void writeTrace(Writer out) throws IOException {
        new Trace(out, worker -> "worker " + worker).write(chain, each -> journal.attempts(chain.id(), Trace.PAYLOAD_BYTES, each));
    }
}
