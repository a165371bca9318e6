package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.JournalReader;
import io.drover.journal.State;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Who ran what when, a row for each slot. Up to {@link #MOST_SPANS} attempts are all there. Of more, the longest are, if
 * they are as long as a cell; all others are counted in cells, so that the page stays small however many there were.
 */
final class Timeline implements Section {
    static final int MOST_SPANS = 12_000;
    static final int MOST_SLOTS = 1000;
    private static final int MOST_COLUMNS = 4000;
    private static final int MOST_CELLS = 40_000;
    private static final int LABELS = 500_000;
    private static final int LONGEST_LABEL = 160;

    private final JournalReader journal;
    private final Axis axis;
    private final int slots;
    private final int left;
    /** Of a cell, in nanoseconds; 0 if each attempt is shown. */
    private final long width;
    private final Cells[] cells;
    /** The shortest first. */
    private final PriorityQueue<Span> longest = new PriorityQueue<>(Comparator.comparingLong(Span::nanos));

    private record Span(Attempt attempt, long at) {
        long nanos() {
            return attempt.nanos();
        }
    }

    Timeline(JournalReader journal, Axis axis, long attempts, int allSlots) {
        this.journal = journal;
        this.axis = axis;
        slots = Math.min(MOST_SLOTS, allSlots);
        left = allSlots - slots;
        int columns = Math.min(MOST_COLUMNS, MOST_CELLS / Math.max(1, slots));
        width = attempts <= MOST_SPANS ? 0 : 1000 * Steps.time(axis.length(), columns);
        cells = new Cells[width == 0 ? 0 : slots + 1];
    }

    @Override
    public void add(Attempt attempt, long at) {
        if (attempt.slot() > slots) {
            return;
        }
        Span span = new Span(attempt, at);
        if (attempt.nanos() < width) {
            count(span);
            return;
        }
        longest.add(span);
        if (longest.size() > MOST_SPANS) {
            count(longest.poll());
        }
    }

    private void count(Span span) {
        int slot = span.attempt().slot();
        if (cells[slot] == null) {
            cells[slot] = new Cells(width, 1000 * axis.length());
        }
        cells[slot].add(1000 * span.at(), span.nanos(), span.attempt().bad());
    }

    /** How many attempts are shown each by itself. */
    int exact() {
        return longest.size();
    }

    @Override
    public void writeTo(Html page) throws IOException {
        page.raw("<section id=\"timeline\"><h2>Timeline</h2><p class=\"note\">A row for each slot. ");
        if (width == 0) {
            page.raw("Every attempt at a task is shown.");
        } else {
            page.raw("The ").text(Units.count(longest.size(), "longest attempt is", "longest attempts are"))
                    .raw(" shown; all others are counted in cells of ").text(Units.mark(width))
                    .raw(", darker where the slot was busy longer.");
        }
        if (left > 0) {
            page.raw(" The first ").text(Units.count(slots)).raw(" slots of ").text(Units.count(slots + left)).raw(".");
        }
        page.raw("</p><div id=\"timeline-view\"><noscript><p class=\"note\">The timeline needs JavaScript.</p></noscript></div>\n");
        page.raw("<script type=\"application/json\" id=\"timeline-data\">");
        writeData(page);
        page.raw("</script></section>\n");
    }

    private void writeData(Html page) throws IOException {
        page.raw("{\"length\":" + axis.length() + ",\"cell\":" + width / 1000 + ",\"runs\":[");
        String comma = "";
        for (Axis.Mark mark : axis.marks()) {
            page.raw(comma + "[" + mark.run() + "," + mark.at() + "]");
            comma = ",";
        }
        page.raw("],\"rows\":[");
        List<Span> spans = new ArrayList<>(longest);
        Map<Long, String> labels = labels(spans);
        spans.sort(Comparator.comparingInt((Span span) -> span.attempt().slot()).thenComparingLong(Span::at));
        int next = 0;
        comma = "";
        for (int slot = 1; slot <= slots; slot++) {
            page.raw(comma + "{\"slot\":" + slot + ",\"spans\":[");
            int first = next;
            for (; next < spans.size() && spans.get(next).attempt().slot() == slot; next++) {
                page.raw(next == first ? "" : ",");
                writeSpan(page, spans.get(next), labels);
            }
            page.raw("],\"cells\":[");
            if (width > 0 && cells[slot] != null) {
                cells[slot].writeTo(page);
            }
            page.raw("]}\n");
            comma = ",";
        }
        page.raw("]}");
    }

    /** [start, length, state, number, attempt, worker, run, what]; times in microseconds. */
    private static void writeSpan(Html page, Span span, Map<Long, String> labels) throws IOException {
        Attempt attempt = span.attempt();
        State state = attempt.state();
        page.raw("[" + span.at() + "," + micros(attempt.nanos()) + "," + state.ordinal() + "," + attempt.seq() + ","
                + attempt.attempt() + "," + attempt.worker() + "," + attempt.run() + ",");
        page.raw(Json.quoted(labels.getOrDefault(attempt.task(), ""))).raw("]");
    }

    /** With its decimals only where they can be seen. */
    private static String micros(long nanos) {
        return nanos >= 1_000_000 ? Long.toString(nanos / 1000) : BigDecimal.valueOf(nanos, 3).toString();
    }

    private Map<Long, String> labels(List<Span> spans) throws DatabaseException {
        int length = Math.max(20, Math.min(LONGEST_LABEL, LABELS / Math.max(1, spans.size())));
        Map<Long, String> labels = new HashMap<>();
        journal.payloads(() -> spans.stream().map(span -> span.attempt().task()).iterator(), Shown.bytesOf(length),
                (task, payload) -> labels.put(task, Shown.line(payload, length)));
        return labels;
    }
}
