package io.drover.cli;

import io.drover.cli.options.PlainCommand;
import io.drover.flow.journal.FlowReader;
import io.drover.journal.JournalReader;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.report.FlowReport;
import io.drover.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover report}: a page about a run, also while it goes on. */
@Command(
        name = "drover report",
        sortOptions = false,
        description = "Makes of the journal of a run or a flow one HTML page that needs nothing else, or a trace for Perfetto"
                + " (ui.perfetto.dev) and chrome://tracing.")
final class ReportCommand extends PlainCommand {
    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The page; - is stdout.")
    private String page;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "All tasks in the Chrome trace-event format: workers, or stages of a flow, as processes, slots as threads; - is stdout.")
    private String trace;

    @Option(
            names = "--run",
            paramLabel = "N",
            description = "Which run, with those that it continues and that continue it (default: the last one).")
    private Long run;

    @Parameters(paramLabel = "RUN.DB", description = "The journal: what --journal was given.")
    private String file;

    ReportCommand() {}

    @Override
    public int run() throws IOException {
        write();
        return 0;
    }

    private void write() throws IOException {
        if (page == null && trace == null) {
            throw new UsageException("give -o FILE for a page or --trace FILE for a trace");
        }
        if (page != null && page.equals(trace)) {
            throw new UsageException("-o and --trace cannot both be " + page);
        }
        Path journal = Path.of(RawArguments.text(file));
        if (FlowReader.reads(journal)) {
            if (run != null) {
                throw new UsageException("--run: the runs of a flow all continue each other, and the report is about them all");
            }
            try (FlowReader reader = new FlowReader(journal)) {
                reader.hold();
                FlowReport report = new FlowReport(reader, ZoneId.systemDefault());
                write(journal, report::writePage, report::writeTrace);
            }
            return;
        }
        try (JournalReader reader = new JournalReader(journal)) {
            reader.hold();
            Report report = new Report(reader, run, ZoneId.systemDefault());
            write(journal, report::writePage, report::writeTrace);
        }
    }

    private void write(Path journal, WholeFile.Content ofPage, WholeFile.Content ofTrace) throws IOException {
        if (page != null) {
            WholeFile.write(RawArguments.text(page), journal, ofPage);
        }
        if (trace != null) {
            WholeFile.write(RawArguments.text(trace), journal, ofTrace);
        }
    }
}
