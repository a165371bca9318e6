package io.drover.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say of a subject that is no option: a page of its own, and a section of the manual page. Its text is
 * the resource NAME.md: a title with one #, then what {@link TopicReader} reads.
 *
 * @param name the word for {@code drover help}
 */
public record Topic(String name, String title, List<String> lines) {
    /** In the order of the manual page. */
    private static final List<String> NAMES = List.of(
            "commands", "pacing", "progress", "terminal", "signals", "control", "service", "processes", "http", "exit", "failures", "journal",
            "records", "events",
            "profiles", "flows", "semaphores", "functions", "java", "parallel", "environment");

    public static List<String> names() {
        return NAMES;
    }

    /** All of them. */
    public static List<Topic> all() {
        return NAMES.stream().map(Topic::read).toList();
    }

    /** Empty if there is none of that name. */
    public static Optional<Topic> of(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static Topic read(String name) {
        try (InputStream in = Topic.class.getResourceAsStream(name + ".md")) {
            return of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Topic of(String name, String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || !lines.get(0).startsWith("# ") || !lines.get(1).isEmpty()) {
            throw new IllegalArgumentException("no title in " + name);
        }
        return new Topic(name, lines.get(0).substring(2), lines.subList(2, lines.size()));
    }

    /** What it is about: the first sentence, without its full stop. */
    String summary() {
        StringBuilder text = new StringBuilder();
        lines.stream().takeWhile(line -> !line.isEmpty()).forEach(line -> text.append(line).append(' '));
        return Inline.plain(Manual.firstSentence(text.toString()).replaceFirst("\\.$", ""));
    }

    void putInto(Page page) {
        TopicReader.read(lines, page);
    }
}
