package io.drover.cli;

import io.drover.cli.options.PlainCommand;
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
import picocli.CommandLine.Parameters;

/** {@code drover help}: what there is, or all about one command or topic. */
@Command(
        name = "drover help",
        description = "Explains a command or a topic. Without one, lists them.",
        customSynopsis = "drover help [COMMAND|TOPIC]",
        footer = {"drover help run", "drover help signals"})
final class HelpCommand extends PlainCommand {
    @Parameters(
            paramLabel = "COMMAND|TOPIC",
            arity = "0..1",
            completionCandidates = Words.class,
            description = "What to explain.")
    private String word;

    @Override
    public int run() {
        if (word == null) {
            overview();
        } else {
            explain(word);
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
