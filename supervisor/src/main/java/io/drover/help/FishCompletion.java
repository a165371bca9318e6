package io.drover.help;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for fish: a {@code complete} for each option. */
final class FishCompletion {
    private static final String FUNCTIONS = """
            # Completion of drover in fish, as `drover completion fish` prints it.
            set -g __drover_valued @VALUED@

            # __drover_at COMMAND: what is completed belongs to drover COMMAND, not to the command that it runs.
            function __drover_at
                set -l words (commandline -opc)
                test "$words[2]" = $argv[1]; or return 1
                set -e words[1..2]
                while set -q words[1]
                    string match -q -- '-*' $words[1]; or return 1
                    if contains -- $words[1] $__drover_valued
                        set -e words[1]
                    end
                    set -e words[1]
                end
                return 0
            end

            function __drover_runs
                set -l words (commandline -opc)
                test "$words[2]" = $argv[1]
                and not begin
                    __drover_at $argv[1]
                    and string match -q -- '-*' (commandline -ct)
                end
            end

            complete -c drover -f
            """;
    private static final String FIRST = "test (count (commandline -opc)) -eq 1";

    private FishCompletion() {}

    /** @param drover with its subcommands */
    static String of(Manual drover) {
        List<String> lines = new ArrayList<>();
        lines.add(line(FIRST, "-a '--help --version'"));
        drover.commands().values().forEach(command -> {
            lines.add(line(FIRST, "-a " + command.word() + " -d " + quoted(command.summary())));
            command.options().forEach(option -> lines.add(line("__drover_at " + command.word(), option(option))));
            command.parameters().forEach(parameter -> lines.add(parameter(command.word(), parameter)));
        });
        return FUNCTIONS.replace("@VALUED@", valued(drover)) + String.join("\n", lines) + "\n";
    }

    private static String valued(Manual drover) {
        return drover.commands().values().stream()
                .flatMap(command -> command.options().stream())
                .filter(Manual.Entry::takesNextWord)
                .flatMap(option -> option.names().stream())
                .distinct()
                .map(FishCompletion::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String option(Manual.Entry option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.distinctNames()) {
            text.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1)).append(' ');
        }
        if (option.takesNextWord()) {
            text.append(values(option.value())).append(' ');
        }
        return text.append("-d ").append(quoted(option.summary())).toString();
    }

    private static String parameter(String word, Manual.Value parameter) {
        return parameter.isCommand()
                ? line("__drover_runs " + word, "-x -a '(__fish_complete_subcommand --fcs-skip=2 $__drover_valued)'")
                : line("__drover_at " + word, parameter.isFile() ? "-F" : values(parameter));
    }

    private static String values(Manual.Value value) {
        if (!value.choices().isEmpty()) {
            return "-x -a '" + String.join(" ", value.choices()) + "'";
        }
        if (value.isDirectory()) {
            return "-x -a '(__fish_complete_directories)'";
        }
        return value.isFile() ? "-r -F" : "-x";
    }

    private static String line(String condition, String rest) {
        return "complete -c drover -n '" + condition + "' " + rest;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
