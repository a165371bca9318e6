package io.drover.cli.table;

import io.drover.sight.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Prints rows as a table, or one JSON object a line. Columns are as wide as the first rows need. */
public final class RowPrinter {
    private static final int MEASURED = 1000;
    private static final int WIDEST = 60;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final PrintStream out;
    private final boolean json;
    private final List<List<String>> measured = new ArrayList<>();
    private int[] widths;

    /** @param json an object a line, in place of a table */
    public RowPrinter(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** One more. The first says what the columns are. */
    public void add(Map<String, Object> row) {
        if (json) {
            out.println(Json.text(row));
            return;
        }
        if (widths == null && measured.isEmpty()) {
            measured.add(List.copyOf(row.keySet()));
        }
        List<String> cells = cells(row.values());
        if (widths != null) {
            print(cells);
            return;
        }
        measured.add(cells);
        if (measured.size() > MEASURED) {
            end();
        }
    }

    /** No more rows come. */
    public void end() {
        if (measured.isEmpty()) {
            return;
        }
        widths = new int[measured.get(0).size()];
        for (List<String> cells : measured) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.min(WIDEST, Math.max(widths[i], cells.get(i).length()));
            }
        }
        measured.forEach(this::print);
        measured.clear();
    }

    private void print(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i));
            if (i < cells.size() - 1) {
                line.append(" ".repeat(2 + Math.max(0, widths[i] - cells.get(i).length())));
            }
        }
        out.println(line);
    }

    private static List<String> cells(Collection<Object> values) {
        return values.stream().map(RowPrinter::cell).toList();
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        String text = value == null ? "" : String.valueOf(value).strip();
        // One line a row: what has more shows its last one, where a stack or a message has its point.
        int end = text.lastIndexOf('\n');
        String line = (end < 0 ? text : "… " + text.substring(end + 1)).replace('\t', ' ');
        return CONTROL.matcher(line).replaceAll("?");
    }

    /** One row, a line for each column that has something. */
    public static void printAll(PrintStream out, Map<String, Object> row) {
        row.forEach((name, value) -> {
            if (value != null) {
                out.printf("%-13s %s%n", name, value);
            }
        });
    }
}
