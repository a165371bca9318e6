package io.drover.help;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The answer to {@code --help}: usage, then the options by topic, then examples. */
public final class HelpText {
    private static final int OPTION_INDENT = 2;
    private static final int TEXT_INDENT = 24;

    private final int width;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private HelpText(int width, Style style) {
        this.width = width;
        this.style = style;
    }

    /** Prints it to stdout, as wide as the terminal is. */
    public static void print(CommandSpec command) {
        print(command, List.of());
    }

    /** Lists {@code topics}, too. */
    public static void print(CommandSpec command, List<Topic> topics) {
        Screen screen = Screen.stdout();
        System.out.print(of(Manual.of(command), topics, screen.width(), screen.style()));
    }

    /** @param width in characters; only what has no blanks is longer, and examples */
    public static String of(Manual manual, List<Topic> topics, int width, Style style) {
        return new HelpText(width, style).write(manual, topics);
    }

    private String write(Manual manual, List<Topic> topics) {
        String lead = "Usage: ";
        for (String line : manual.synopsis()) {
            paragraph(lead + line, 0, lead.length() + manual.name().length() + 1);
            lead = " ".repeat(lead.length());
        }
        text.append('\n');
        paragraph(manual.description(), 0, 0);
        manual.sections().forEach(section -> {
            heading(section.title());
            section.options().forEach(option -> entry(option.usage(option.distinctNames()), option.description()));
        });
        if (!manual.commands().isEmpty()) {
            heading("Commands");
            manual.commands().forEach((word, command) -> entry(word, command.summary() + "."));
        }
        if (!topics.isEmpty()) {
            heading("Topics, for drover help");
            topics.forEach(topic -> entry(topic.name(), topic.summary() + "."));
        }
        if (!manual.exitStatus().isEmpty()) {
            heading("Exit status");
            manual.exitStatus().forEach(this::entry);
        }
        if (!manual.examples().isEmpty()) {
            heading("Examples");
            manual.examples().forEach(example -> text.append("  ").append(example).append('\n'));
        }
        return text.toString();
    }

    private void heading(String title) {
        text.append('\n').append(style.heading(title + ":")).append('\n');
    }

    /** The name on the left, the text in a column on the right. */
    private void entry(String name, String description) {
        text.append(" ".repeat(OPTION_INDENT)).append(style.option(name));
        int column = OPTION_INDENT + name.length();
        if (column > TEXT_INDENT - 2) {
            text.append('\n');
            column = 0;
        }
        text.append(" ".repeat(TEXT_INDENT - column));
        paragraph(description, TEXT_INDENT, TEXT_INDENT);
    }

    /** @param column where the first line begins; the others begin at {@code indent} */
    private void paragraph(String words, int column, int indent) {
        List<String> lines = Wrap.lines(words, width - column, width - indent);
        text.append(String.join("\n" + " ".repeat(indent), lines)).append('\n');
    }
}
