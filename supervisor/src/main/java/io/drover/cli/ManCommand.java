package io.drover.cli;

import io.drover.cli.words.Version;
import io.drover.help.HelpText;
import io.drover.help.ManPage;
import io.drover.help.Manual;
import io.drover.help.Topic;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover man}: the manual page, for who has not installed it. */
@Command(
        name = "drover man",
        description = "Prints the manual page. scripts/install puts it where man(1) finds it.",
        customSynopsis = "drover man",
        footer = "drover man | man -l -")
final class ManCommand {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    static int execute(List<String> arguments) {
        ManCommand command = new ManCommand();
        CommandLine parser = new CommandLine(command);
        Picocli.parse(parser, arguments.toArray(String[]::new));
        if (command.help) {
            HelpText.print(parser.getCommandSpec());
        } else {
            Manual manual = Manual.of(Subcommand.model().getCommandSpec());
            System.out.print(ManPage.of(manual, Topic.all(), Version.text(), LocalDate.now().toString()));
        }
        return 0;
    }
}
