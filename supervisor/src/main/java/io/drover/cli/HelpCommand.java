package io.drover.cli;

import io.drover.cli.words.Suggestion;
import io.drover.help.HelpText;
import io.drover.help.Topic;
import io.drover.help.TopicText;
import io.drover.parallel.text.UsageException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover help}: what there is, or all about one command or topic. */
@Command(
        name = "drover help",
        description = "Explains a command or a topic. Without one, lists them.",
        customSynopsis = "drover help [COMMAND|TOPIC]",
        footer = {"drover help run", "drover help signals"})
final class HelpCommand {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Parameters(
            paramLabel = "COMMAND|TOPIC",
            arity = "0..1",
            completionCandidates = Words.class,
            description = "What to explain.")
    private String word;

    static int execute(List<String> arguments) {
        HelpCommand command = new HelpCommand();
        CommandLine parser = new CommandLine(command);
        // What follows a command is what somebody would know more of, and has no page of its own.
        Picocli.parse(parser, arguments.stream().limit(1).toArray(String[]::new));
        if (command.help) {
            HelpText.print(parser.getCommandSpec());
        } else if (command.word == null) {
            overview();
        } else {
            explain(command.word);
        }
        return 0;
    }

    /** All commands and topics. */
    static void overview() {
        HelpText.print(Subcommand.model().getCommandSpec(), Topic.all());
    }

    private static void explain(String word) {
        Subcommand command = Subcommand.of(word);
        if (command != null) {
            command.execute(List.of("--help"));
            return;
        }
        Optional<Topic> topic = Topic.of(word);
        TopicText.print(topic.orElseThrow(() -> new UsageException("no command or topic '" + word + "'" + meant(word))));
    }

    private static String meant(String word) {
        Optional<String> option = Subcommand.model().getSubcommands().values().stream()
                .filter(command -> command.getCommandSpec().findOption("--" + word) != null)
                .map(CommandLine::getCommandName)
                .findFirst();
        return option.map(command -> ", but --" + word + " is explained by " + command.replace("drover", "drover help"))
                .or(() -> words().filter(longer -> longer.startsWith(word))
                        .findFirst()
                        .or(() -> Suggestion.closest(word, words()))
                        .map(close -> "; did you mean " + close + "?"))
                .orElse("");
    }

    private static Stream<String> words() {
        return Stream.concat(Arrays.stream(Subcommand.values()).map(Subcommand::word), Topic.names().stream());
    }

    /** What shells offer to complete the word. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
