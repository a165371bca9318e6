package io.drover.report;

import io.drover.flow.journal.FlowReader;
import io.drover.flow.journal.KeptItem;
import io.drover.journal.Attempt;
import io.drover.journal.State;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The HTML page about a flow. It holds all it needs and asks no network. */
public final class FlowReport {
    private static final int MOST_COLUMNS = 120;
    private static final int FEWEST_COLUMNS = 20;
    /** Of all stages. */
    private static final int ALL_COLUMNS = 1200;

    private final FlowReader journal;
    private final FlowRuns flow;
    private final Times times;

    /** Looks at the journal as it is now. */
    public FlowReport(FlowReader journal, ZoneId zone) throws DatabaseException {
        this.journal = journal;
        this.flow = FlowRuns.read(journal);
        this.times = new Times(zone);
    }

    /** Writes the page to {@code out}, which stays open. Memory does not depend on the number of items. */
    public void writePage(Writer out) throws IOException {
        Chain chain = flow.chain();
        long length = chain.axis().length();
        long width = Steps.time(length, columns());
        List<StageSums> stages = IntStream.range(0, flow.stages().size()).mapToObj(stage -> new StageSums(flow, stage, width)).toList();
        Overview overview = new Overview(chain, times);
        SlowestItems slowest = new SlowestItems();
        journal.items(0, item -> {
            stages.get(item.stage()).add(item);
            slowest.add(item);
            if (item.ran() && item.ownTask()) {
                overview.add(attempt(item), chain.axis().at(item.run(), item.startMicros()));
            }
        });
        ItemWays ways = new ItemWays(journal);
        FailedItems failed = new FailedItems(journal);
        Page.write(out, Shown.line(chain.last().command(), 100), "", page -> {
            overview.writeTo(page);
            new RunsSection(chain, times).writeTo(page);
            new StagesSection(flow, stages).writeTo(page);
            for (StageSums stage : stages) {
                new StageCharts(width, length, stage).writeTo(page);
            }
            failed.writeTo(page, ways, stages.stream().mapToLong(StageSums::failed).sum());
            slowest.writeTo(page, ways);
        });
    }

    /** Few items in many columns would be a comb. */
    private int columns() {
        long enough = Math.round(3 * Math.sqrt(flow.chain().attempts()));
        return (int) Math.max(FEWEST_COLUMNS, Math.min(enough, Math.min(MOST_COLUMNS, ALL_COLUMNS / flow.stages().size())));
    }

    /** Writes all tasks in the Chrome trace-event format to {@code out}, which stays open: a stage is a process. */
    public void writeTrace(Writer out) throws IOException {
        new Trace(out, stage -> "stage " + flow.stages().get(stage)).write(flow.chain(), each ->
                journal.items(Trace.PAYLOAD_BYTES, item -> {
                    if (item.ran() && item.ownTask()) {
                        each.accept(attempt(item));
                    }
                }));
    }

    /** The last attempt at its task, with the stage in place of the worker. */
    private static Attempt attempt(KeptItem item) {
        return new Attempt(
                item.id(),
                item.id(),
                item.run(),
                item.attempts(),
                true,
                State.valueOf(item.state().toUpperCase(Locale.ROOT)),
                item.startMicros(),
                item.nanos(),
                item.slot(),
                item.stage(),
                item.exit(),
                item.signal(),
                0,
                0,
                item.value());
    }
}
