package io.drover.report;

import java.io.IOException;
import java.io.Writer;

/** Writes HTML; the only place where foreign text becomes part of it. */
final class Html {
    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /** Writes markup of our own. */
    Html raw(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /** Writes {@code text} so that it means itself, in content and in quoted attributes. */
    Html text(String text) throws IOException {
        out.write(escaped(text));
        return this;
    }

    Html cell(String style, String text) throws IOException {
        return raw("<td class=\"" + style + "\">").text(text).raw("</td>");
    }

    /** A cell with a number, aligned with those above it. */
    Html number(String text) throws IOException {
        return cell("n", text);
    }

    /** The state of a task by its name in the journal, in its colour. */
    Html state(String name) throws IOException {
        return raw("<span class=\"state ").text(name).raw("\">").text(name.replace('_', ' ')).raw("</span>");
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
