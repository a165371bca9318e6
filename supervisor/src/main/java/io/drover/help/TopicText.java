package io.drover.help;

import java.util.ArrayList;
import java.util.List;

/** A topic on a terminal, or in a pipe: text alone, but for emphasis of headings. */
public final class TopicText implements Page {
    private static final int INDENT = 2;

    private final int width;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private TopicText(int width, Style style) {
        this.width = width;
        this.style = style;
    }

    /** Prints it to stdout, as wide as the terminal is. */
    public static void print(Topic topic) {
        Screen screen = Screen.stdout();
        System.out.print(of(topic, screen.width(), screen.style()));
    }

    /** @param width in characters; only what has no blanks is longer, and code */
    public static String of(Topic topic, int width, Style style) {
        TopicText page = new TopicText(width, style);
        page.text.append(style.heading(topic.title())).append('\n');
        topic.putInto(page);
        return page.text.toString();
    }

    @Override
    public void heading(String title) {
        text.append('\n').append(style.heading(Inline.plain(title))).append('\n');
    }

    @Override
    public void paragraph(String words) {
        text.append('\n');
        wrapped(Inline.plain(words), 0);
    }

    @Override
    public void items(List<String> texts) {
        text.append('\n');
        for (String item : texts) {
            text.append("- ");
            wrapped(Inline.plain(item), INDENT);
        }
    }

    @Override
    public void code(List<String> lines) {
        text.append('\n');
        lines.forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(2 * INDENT)).append(line).append('\n'));
    }

    @Override
    public void table(List<String> heads, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(plain(heads)));
        rows.forEach(row -> all.add(plain(row)));
        int[] widths = Columns.widths(all, width - INDENT);
        text.append('\n');
        for (List<String> row : all) {
            row(row, widths, row == all.get(0));
        }
    }

    private static List<String> plain(List<String> cells) {
        return cells.stream().map(Inline::plain).toList();
    }

    private void row(List<String> cells, int[] widths, boolean heads) {
        List<List<String>> columns = new ArrayList<>();
        int height = 0;
        for (int column = 0; column < widths.length; column++) {
            columns.add(Wrap.lines(cells.get(column), widths[column], widths[column]));
            height = Math.max(height, columns.get(column).size());
        }
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            int end = INDENT;
            for (int column = 0; column < widths.length; column++) {
                String part = i < columns.get(column).size() ? columns.get(column).get(i) : "";
                line.append(part.isEmpty() ? "" : " ".repeat(end - line.length()) + part);
                end += widths[column] + Columns.GAP;
            }
            text.append(heads ? style.heading(line.toString()) : line).append('\n');
        }
    }

    private void wrapped(String words, int indent) {
        List<String> lines = Wrap.lines(words, width - indent, width - indent);
        text.append(String.join("\n" + " ".repeat(indent), lines)).append('\n');
    }
}
