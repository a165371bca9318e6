package io.drover.cli;

import io.drover.cli.direct.OptionNames;
import io.drover.cli.options.AcceptedOptions;
import io.drover.cli.options.PlainCommand;
import io.drover.cli.options.UnsupportedOptions;
import io.drover.cli.steer.SubmitCommand;
import io.drover.cli.words.Suggestion;
import io.drover.parallel.text.UsageException;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** What reads all words but those of a plain run. What it says of wrong ones becomes a {@link UsageException}. */
final class Picocli {
    private Picocli() {}

    static CommandLine ofRun(RunCommand command) {
        CommandLine parser = ofWords(command);
        AcceptedOptions.addTo(parser.getCommandSpec());
        UnsupportedOptions.refuse(parser.getCommandSpec());
        return parser;
    }

    static CommandLine ofPlain(PlainCommand command) {
        return new CommandLine(command)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setInterpolateVariables(false)
                .setTrimQuotes(false);
    }

    static CommandLine ofSubmit(SubmitCommand command) {
        return ofWords(command);
    }

    /** For words that {@link OptionNames#forParser} has gone over. */
    private static CommandLine ofWords(Object command) {
        return new CommandLine(command)
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setInterpolateVariables(false)
                .setEndOfOptionsDelimiter(OptionNames.END)
                .setTrimQuotes(false)
                .setAllowOptionsAsOptionParameters(true);
    }

    /** Sets the fields of the object that {@code parser} has been made of. */
    static void parse(CommandLine parser, String... words) {
        try {
            parser.parseArgs(words);
        } catch (ParameterException e) {
            throw new UsageException(explained(e));
        }
    }

    /** What {@code e} says, and of a long option that is not there which one it looks like. */
    private static String explained(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
            return e.getMessage();
        }
        String word = unmatched.getUnmatched().get(0);
        String name = word.replaceFirst("=.*", "");
        if (!name.startsWith("--")) {
            return e.getMessage();
        }
        return "Unknown option: '" + name + "'"
                + Suggestion.closest(name, names(e)).map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    private static Stream<String> names(ParameterException e) {
        return e.getCommandLine().getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                // Not OptionSpec::names, with which that class of picocli would not get into an archive.
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"));
    }
}
