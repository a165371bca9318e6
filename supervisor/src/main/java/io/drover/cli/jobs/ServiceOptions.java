package io.drover.cli.jobs;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a service, which a table [service] may have as keys.
 *
 * @param all the options
 * @param given those that are on the command line, which wins
 * @param check refuses words of them that do not go together with those on the command line, as a UsageException
 */
public record ServiceOptions(List<OptionSpec> all, Predicate<OptionSpec> given, Consumer<List<String>> check) {
    /** The first of its long names. */
    static String name(OptionSpec option) {
        return Stream.of(option.names()).filter(name -> name.startsWith("--")).findFirst().orElseThrow();
    }

    /** As it is written in a file. */
    static String key(OptionSpec option) {
        return name(option).substring(2).replace('-', '_');
    }
}
