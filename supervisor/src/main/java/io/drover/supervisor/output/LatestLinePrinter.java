package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws one line of the terminal for each task, with the last line that it has printed. The oldest task that runs stays in
 * sight; what is above it is final, and those that do not fit below it come when it ends.
 *
 * <p>The cursor is always at the start of the line below the last that was drawn.
 */
final class LatestLinePrinter implements TaskPrinter {
    /** Of tasks that are out of sight; where more have ended, they do not wait for their place. */
    private static final int MOST_ROWS = 10_000;
    private static final int TABULATOR = 8;
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final String ERASE_BELOW = "\r\u001b[J";

    private final Streams streams;
    private final Colours colours;
    private final FailureDigest digest;
    private final Screen screen;
    private final Map<Long, Row> running = new HashMap<>();
    /** In the order in which they got their first line; none before the oldest that runs. */
    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private int drawn;

    private static final class Row {
        private TaskSpec task;
        private final LatestLine latest = new LatestLine();
        private final StderrTail tail = new StderrTail();
        private boolean over;
        private boolean failed;

        private Row(TaskSpec task) {
            this.task = task;
        }
    }

    LatestLinePrinter(OutputConfig config, Streams streams, FailureDigest digest) {
        this.streams = streams;
        this.colours = config.colours();
        this.screen = config.screen();
        this.digest = digest;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        Row row = rowOf(task);
        if (standardError) {
            row.tail.append(data);
        }
        if (row.latest.add(standardError, data)) {
            show(row);
        }
    }

    private Row rowOf(TaskSpec task) {
        Row row = running.computeIfAbsent(task.id(), id -> new Row(task));
        row.task = task;
        return row;
    }

    @Override
    public void retried(FinishedTask attempt) {
        discard(attempt.task());
    }

    @Override
    public void discard(TaskSpec task) {
        Row row = running.get(task.id());
        if (row != null) {
            row.latest.end();
            row.tail.clear();
        }
    }

    @Override
    public void finished(FinishedTask finished) throws IOException {
        Row row = rowOf(finished.task());
        running.remove(finished.task().id());
        row.over = true;
        row.failed = !finished.outcome().ok();
        row.tail.append(finished.error());
        boolean changed = row.latest.add(true, ErrorText.of(finished))
                | row.latest.add(false, finished.output())
                | row.latest.end();
        if (finished.outcome().failed()) {
            digest.add(finished, row.tail);
        }
        // One that has failed may have another colour now.
        if (!row.latest.line().isEmpty() && (changed || row.failed || rows.size() > MOST_ROWS)) {
            show(row);
        }
        letGo();
    }

    @Override
    public void abandon() {
        rows.clear();
        running.clear();
    }

    private int visible() {
        return Math.max(1, screen.rows() - 1);
    }

    private void show(Row row) throws IOException {
        rows.putIfAbsent(row.task.id(), row);
        int place = 0;
        for (Row other : rows.values()) {
            if (place == visible()) {
                break;
            }
            if (other == row) {
                draw(row, place);
                return;
            }
            place++;
        }
        if (row.over && rows.size() > MOST_ROWS) {
            rows.remove(row.task.id());
            insertAbove(row);
        }
    }

    private void draw(Row row, int place) throws IOException {
        if (place >= drawn) {
            drawn = place + 1;
            write(text(row) + "\n");
            return;
        }
        int up = drawn - place;
        write("\u001b[" + up + "A" + ERASE_LINE + text(row) + "\n".repeat(up) + "\r");
    }

    private void insertAbove(Row row) throws IOException {
        StringBuilder all = new StringBuilder(drawn == 0 ? "" : "\u001b[" + drawn + "A")
                .append(ERASE_BELOW)
                .append(text(row))
                .append('\n');
        rows.values().stream().limit(drawn).forEach(other -> all.append(text(other)).append('\n'));
        write(all.toString());
    }

    /** The first rows stay on the screen as they are; those that come into sight are drawn. */
    private void letGo() throws IOException {
        Iterator<Row> oldest = rows.values().iterator();
        while (oldest.hasNext() && drawn > 0 && oldest.next().over) {
            oldest.remove();
            drawn--;
        }
        int place = 0;
        for (Row row : rows.values()) {
            if (place == visible()) {
                break;
            }
            if (place >= drawn) {
                draw(row, place);
            }
            place++;
        }
        if (drawn > 0 && rows.values().iterator().next().over) {
            letGo();
        }
    }

    private String text(Row row) {
        LineStyle style = colours.of(row.task, row.failed);
        String before = latin(style.before()).replaceAll("[\n\r]", " ");
        int tag = row.task.tag() == null ? 0 : columns(new String(row.task.tag(), StandardCharsets.UTF_8));
        int from = row.task.tag() == null ? 0 : (tag / TABULATOR + 1) * TABULATOR;
        String line = Texts.printable(row.latest.line());
        // A character in the last column would let the terminal wrap.
        return before + latin(cut(line, screen.columns() - 1 - from).getBytes(StandardCharsets.UTF_8)) + latin(style.after());
    }

    /** As much of it as fits; the last character says that there is more. */
    private static String cut(String text, int room) {
        if (columns(text) <= room) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += columns(c);
            if (used >= room) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return room < 1 ? "" : cut.append('>').toString();
    }

    private static int columns(String text) {
        return text.codePoints().map(LatestLinePrinter::columns).sum();
    }

    /** East Asian letters and pictures are two columns wide, marks on other letters none. */
    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0x1f300;
        return wide ? 2 : 1;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        streams.stream(false).write(bytes, 0, bytes.length);
    }
}
