package io.drover.help;

import java.util.List;

/** What a topic is put on. Texts may have the marks of {@link Inline}. */
interface Page {
    void heading(String title);

    void paragraph(String text);

    void items(List<String> texts);

    /** Shown as it is. */
    void code(List<String> lines);

    /** @param rows each with as many cells as there are heads */
    void table(List<String> heads, List<List<String>> rows);
}
