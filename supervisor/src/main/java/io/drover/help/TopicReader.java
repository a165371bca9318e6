package io.drover.help;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the part of Markdown that topics are written in: headings with two #, paragraphs, lists with -, code between
 * fences, and tables. All else that means something in Markdown is refused, so that no page shows it as text.
 */
final class TopicReader {
    private static final String FENCE = "```";
    private static final Pattern FOREIGN = Pattern.compile("(?:#|>|[-*+] |\\d+[.)] |=+$|-+$|~~~|[ \t]).*");
    private static final Pattern RULE = Pattern.compile("\\|(?: ---+ \\|)+");

    private final Deque<String> lines;
    private final Page page;

    private TopicReader(List<String> lines, Page page) {
        this.lines = new ArrayDeque<>(lines);
        this.page = page;
    }

    /** Puts {@code lines} on {@code page}. */
    static void read(List<String> lines, Page page) {
        TopicReader reader = new TopicReader(lines, page);
        while (!reader.lines.isEmpty()) {
            reader.block();
        }
    }

    private void block() {
        String line = lines.peek();
        if (line.isEmpty()) {
            lines.remove();
        } else if (line.startsWith("## ")) {
            page.heading(Inline.checked(lines.remove().substring(3)));
        } else if (line.startsWith(FENCE)) {
            code();
        } else if (line.startsWith("|")) {
            table();
        } else if (line.startsWith("- ")) {
            items();
        } else {
            page.paragraph(text(new StringBuilder()));
        }
    }

    private void code() {
        lines.remove();
        List<String> code = new ArrayList<>();
        while (!lines.isEmpty() && !lines.peek().equals(FENCE)) {
            code.add(lines.remove());
        }
        if (lines.poll() == null) {
            throw new IllegalArgumentException("code without an end: " + code);
        }
        page.code(code);
    }

    private void table() {
        List<String> heads = cells(lines.remove());
        if (lines.isEmpty() || !RULE.matcher(lines.peek()).matches() || cells(lines.remove()).size() != heads.size()) {
            throw new IllegalArgumentException("no rule below the heads of a table: " + heads);
        }
        List<List<String>> rows = new ArrayList<>();
        while (!lines.isEmpty() && lines.peek().startsWith("|")) {
            List<String> row = cells(lines.remove());
            if (row.size() != heads.size()) {
                throw new IllegalArgumentException("not as many cells as heads: " + row);
            }
            rows.add(row);
        }
        page.table(heads, rows);
    }

    /** Between bars with a blank on both sides; {@code \|} is a bar. */
    private static List<String> cells(String line) {
        if (!line.startsWith("| ") || !line.endsWith(" |")) {
            throw new IllegalArgumentException("no row of a table: " + line);
        }
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1)) {
            cells.add(Inline.checked(cell.strip().replace("\\|", "|")));
        }
        return cells;
    }

    private void items() {
        List<String> items = new ArrayList<>();
        while (!lines.isEmpty() && lines.peek().startsWith("- ")) {
            StringBuilder item = new StringBuilder(lines.remove().substring(2));
            while (!lines.isEmpty() && lines.peek().startsWith("  ")) {
                item.append(' ').append(lines.remove().substring(2));
            }
            items.add(Inline.checked(item.toString()));
        }
        page.items(items);
    }

    /** To the next empty line. */
    private String text(StringBuilder text) {
        while (!lines.isEmpty() && !lines.peek().isEmpty()) {
            String line = lines.remove();
            if (FOREIGN.matcher(line).matches() || line.startsWith("|") || line.startsWith(FENCE)) {
                throw new IllegalArgumentException("not in a paragraph: " + line);
            }
            text.append(text.isEmpty() ? "" : " ").append(line);
        }
        return Inline.checked(text.toString());
    }
}
