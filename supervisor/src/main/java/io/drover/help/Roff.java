package io.drover.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The source of a manual page, in man(7) macros, and tbl(1) for tables of more than two columns. */
final class Roff implements Page {
    /** Of the source; the reader's are as wide as the screen. */
    private static final int LINE = 78;
    /** What a page has beside its indentation on 80 columns, and some more between the columns. */
    private static final int TABLE = 68;

    private final StringBuilder text = new StringBuilder();
    /** The last line is a heading. */
    private boolean headed;

    /**
     * Begins the page.
     *
     * @param date as 2026-11-20
     */
    Roff(String name, String version, String date) {
        // What man(1) takes for "put this through tbl".
        line("'\\\" t");
        line(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"" + date + "\" \"" + name + " " + escaped(version)
                + "\" \"User Commands\"");
        // A terminal has no pages, but tbl complains of a row that would be at the end of one.
        line(".if n .pl 9999v");
    }

    String text() {
        return text.toString();
    }

    /** Begins a paragraph; below a heading that is one already. */
    private void apart() {
        if (!headed) {
            line(".PP");
        }
    }

    /** {@code source} as it is. */
    void line(String source) {
        text.append(source).append('\n');
        headed = source.startsWith(".S");
    }

    void section(String title) {
        line(".SH \"" + escaped(title.toUpperCase(Locale.ROOT)) + "\"");
    }

    @Override
    public void heading(String title) {
        line(".SS \"" + escaped(Inline.plain(title)) + "\"");
    }

    /** Below {@code term}, indented. */
    void entry(String term, String description) {
        line(".TP");
        line("\\fB" + escaped(term) + "\\fR");
        words(escaped(description));
    }

    /** Words without marks. */
    void sentence(String words) {
        words(escaped(words));
    }

    @Override
    public void paragraph(String words) {
        apart();
        words(marked(words));
    }

    @Override
    public void items(List<String> texts) {
        for (String item : texts) {
            line(".IP \\(bu 2");
            words(marked(item));
        }
    }

    @Override
    public void code(List<String> lines) {
        apart();
        line(".RS 2");
        literal(lines);
        line(".RE");
    }

    void literal(List<String> lines) {
        line(".nf");
        lines.forEach(code -> line(guarded(escaped(code))));
        line(".fi");
    }

    @Override
    public void table(List<String> heads, List<List<String>> rows) {
        if (heads.size() > 2) {
            wide(heads, rows);
            return;
        }
        for (List<String> row : rows) {
            line(".TP");
            line(guarded(marked(row.get(0))));
            words(marked(row.get(1)));
        }
    }

    private void wide(List<String> heads, List<List<String>> rows) {
        List<List<String>> plain = new ArrayList<>(List.of(heads));
        rows.forEach(row -> plain.add(row.stream().map(Inline::plain).toList()));
        int[] widths = Columns.widths(plain, TABLE);
        int widest = Arrays.stream(widths).max().orElse(0);
        // The widest has what the reader's line leaves.
        String format = Arrays.stream(widths)
                .mapToObj(width -> width == widest ? "lx" : "lw(" + width + "n)")
                .collect(Collectors.joining(" "));
        apart();
        line(".TS");
        line(format.replace("l", "lb") + "\n" + format + ".");
        cells(heads);
        rows.forEach(this::cells);
        line(".TE");
    }

    private void cells(List<String> cells) {
        line("T{");
        for (int i = 0; i < cells.size(); i++) {
            // Neither stretched nor hyphenated: columns are narrow, and names are names.
            line(".ad l\n.nh");
            words(marked(cells.get(i)));
            line(i + 1 < cells.size() ? "T}\tT{" : "T}");
        }
    }

    private void words(String escaped) {
        Wrap.lines(escaped, LINE, LINE).forEach(line -> line(guarded(line)));
    }

    private static String marked(String text) {
        return Inline.replaced(
                text, Roff::escaped, code -> "\\fB" + escaped(code) + "\\fR", emphasis -> "\\fI" + escaped(emphasis) + "\\fR");
    }

    /** At the start of a line these make it a request. */
    private static String guarded(String line) {
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }

    /** The characters that troff would set as others than these. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(switch (c) {
                case '\\' -> "\\e";
                case '-' -> "\\-";
                case '\'' -> "\\(aq";
                case '`' -> "\\(ga";
                case '"' -> "\\(dq";
                case '^' -> "\\(ha";
                case '~' -> "\\(ti";
                default -> String.valueOf(c);
            });
        }
        return escaped.toString();
    }
}
