package io.drover.cli;

import io.drover.cli.options.PlainCommand;
import io.drover.cli.words.Version;
import io.drover.help.ManPage;
import io.drover.help.Manual;
import io.drover.help.Topic;
import java.time.LocalDate;
import picocli.CommandLine.Command;

/** {@code drover man}: the manual page, for who has not installed it. */
@Command(
        name = "drover man",
        description = "Prints the manual page. scripts/install puts it where man(1) finds it.",
        customSynopsis = "drover man",
        footer = "drover man | man -l -")
final class ManCommand extends PlainCommand {
    @Override
    public int run() {
        Manual manual = Manual.of(Subcommand.model().getCommandSpec());
        System.out.print(ManPage.of(manual, Topic.all(), Version.text(), LocalDate.now().toString()));
        return 0;
    }
}
