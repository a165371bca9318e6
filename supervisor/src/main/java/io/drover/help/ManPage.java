package io.drover.help;

import java.util.List;
import java.util.Locale;

/** The manual page: all subcommands in one page, with their options by subject, then the topics. */
public final class ManPage {
    private final Roff page;

    private ManPage(Roff page) {
        this.page = page;
    }

    /**
     * The source of the page.
     *
     * @param drover with its subcommands
     * @param version shown at the bottom
     * @param date of the page, as 2026-11-20
     */
    public static String of(Manual drover, List<Topic> topics, String version, String date) {
        Roff page = new Roff(drover.name(), version, date);
        new ManPage(page).write(drover, topics);
        return page.text();
    }

    private void write(Manual drover, List<Topic> topics) {
        page.section("Name");
        page.line(drover.name() + " \\- " + Roff.escaped(uncapitalized(drover.summary())));
        page.section("Synopsis");
        page.literal(drover.commands().values().stream().flatMap(command -> command.synopsis().stream()).toList());
        page.section("Description");
        page.sentence(drover.description());
        drover.commands().values().forEach(this::command);
        for (Topic topic : topics) {
            page.section(topic.title());
            topic.putInto(page);
        }
        page.section("See also");
        page.line(".BR parallel (1),");
        page.line(".BR sqlite3 (1),");
        page.line(".BR xargs (1)");
    }

    private void command(Manual command) {
        page.section(command.name());
        page.sentence(command.description());
        for (Manual.Section subject : command.sections()) {
            page.heading(subject.title());
            subject.options().forEach(option -> page.entry(option.usage(option.names()), option.description()));
        }
        if (!command.exitStatus().isEmpty()) {
            page.heading("Exit status");
            command.exitStatus().forEach(page::entry);
        }
        if (!command.examples().isEmpty()) {
            page.heading("Examples");
            page.literal(command.examples());
        }
    }

    private static String uncapitalized(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
