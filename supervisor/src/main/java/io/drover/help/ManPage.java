package io.drover.help;

import java.util.Locale;

/** The manual page, in man(7) macros: all subcommands in one page, with their options by topic. */
public final class ManPage {
    /** Of the source; the reader's are as wide as the screen. */
    private static final int LINE = 78;
    private static final String[][] ENVIRONMENT = {
        {"JAVA_HOME", "The JDK to use, 17 or newer; otherwise the java on PATH."},
        {"DROVER_CACHE", "Where the launcher keeps what makes starts fast. Default: $XDG_CACHE_HOME/drover or"
                + " ~/.cache/drover."},
        {"DROVER_NO_CACHE", "If set, the launcher keeps nothing."},
        {"PARALLEL_SHELL, SHELL", "The shell for commands that need one."},
        {"XDG_RUNTIME_DIR, TMPDIR", "Where the private directory of a run is made."},
        {"NO_COLOR", "If set, nothing is coloured."},
    };

    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /**
     * @param drover with its subcommands
     * @param version shown at the bottom
     * @param date of the page, as 2026-11-20
     */
    public static String of(Manual drover, String version, String date) {
        return new ManPage().write(drover, version, date);
    }

    private String write(Manual drover, String version, String date) {
        String title = drover.name().toUpperCase(Locale.ROOT);
        line(".TH " + title + " 1 \"" + date + "\" \"" + drover.name() + " " + escaped(version) + "\" \"User Commands\"");
        section("NAME");
        line(drover.name() + " \\- " + escaped(uncapitalized(drover.summary())));
        section("SYNOPSIS");
        line(".nf");
        drover.commands().values().forEach(command -> command.synopsis().forEach(this::literal));
        line(".fi");
        section("DESCRIPTION");
        paragraph(drover.description());
        drover.commands().values().forEach(this::command);
        section("ENVIRONMENT");
        for (String[] variable : ENVIRONMENT) {
            entry(variable[0], variable[1]);
        }
        section("SEE ALSO");
        line(".BR parallel (1),");
        line(".BR sqlite3 (1),");
        line(".BR xargs (1)");
        return text.toString();
    }

    private void command(Manual command) {
        section(command.name().toUpperCase(Locale.ROOT));
        paragraph(command.description());
        for (Manual.Section topic : command.sections()) {
            line(".SS \"" + escaped(topic.title()) + "\"");
            topic.options().forEach(option -> entry(option.usage(option.names()), option.description()));
        }
        if (!command.exitStatus().isEmpty()) {
            line(".SS \"Exit status\"");
            command.exitStatus().forEach(this::entry);
        }
        if (!command.examples().isEmpty()) {
            line(".SS Examples");
            line(".nf");
            command.examples().forEach(this::literal);
            line(".fi");
        }
    }

    private void section(String title) {
        line(".SH \"" + escaped(title) + "\"");
    }

    private void entry(String term, String description) {
        line(".TP");
        line("\\fB" + escaped(term) + "\\fR");
        paragraph(description);
    }

    private void paragraph(String words) {
        Wrap.lines(escaped(words), LINE, LINE).forEach(line -> line(guarded(line)));
    }

    private void literal(String code) {
        line(guarded(escaped(code)));
    }

    private void line(String roff) {
        text.append(roff).append('\n');
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

    private static String uncapitalized(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
