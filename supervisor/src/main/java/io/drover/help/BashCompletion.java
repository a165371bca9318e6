package io.drover.help;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Completion for bash. Not picocli's, which takes any later word for a subcommand, and knows neither files nor that what
 * follows a command belongs to that command.
 */
final class BashCompletion {
    private static final String SCRIPT = """
            # Completion of drover in bash, as `drover completion bash` prints it.
            _drover() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
                if ((COMP_CWORD == 1)); then
                    COMPREPLY=($(compgen -W '@WORDS@' -- "$word"))
                    return
                fi
                local options='' valued='' files='' directories='' values='' command='' choices=''
                case ${COMP_WORDS[1]} in
            @COMMANDS@
                    *) return ;;
                esac
                # With = between them option, = and value are three words here.
                local option=''
                if [[ $word == = ]]; then
                    word='' option=$before
                elif [[ $before == = ]]; then
                    option=${COMP_WORDS[COMP_CWORD - 2]}
                elif [[ " $valued " == *" $before "* ]]; then
                    option=$before
                fi
                # Where the words begin that are not for drover itself.
                local first
                for ((first = 2; first < COMP_CWORD; first++)); do
                    if [[ ${COMP_WORDS[first]} != -* ]]; then
                        break
                    elif [[ ${COMP_WORDS[first + 1]} == = ]]; then
                        ((first += 2))
                    elif [[ " $valued " == *" ${COMP_WORDS[first]} "* ]]; then
                        ((first++))
                    fi
                done
                local value="${values#*|"$option"=}"
                if ((first < COMP_CWORD)) && [[ $command && ${COMP_WORDS[first]} != :* ]]; then
                    if declare -F _command_offset >/dev/null && [[ " ${COMP_WORDS[*]:first} " != *" :::"* ]]; then
                        _command_offset "$first"
                    fi
                elif [[ $option && " $directories " == *" $option "* ]]; then
                    compopt -o filenames
                    COMPREPLY=($(IFS=$'\\n' && compgen -d -- "$word"))
                elif [[ $option && " $files " != *" $option "* ]]; then
                    [[ $value == "$values" ]] || COMPREPLY=($(compgen -W "${value%%|*}" -- "$word"))
                    # Nothing to offer, not even the names of files.
                    compopt +o default +o bashdefault
                elif [[ ! $option && $word == -* ]]; then
                    COMPREPLY=($(compgen -W "$options" -- "$word"))
                elif [[ ! $option && $choices ]]; then
                    COMPREPLY=($(compgen -W "$choices" -- "$word"))
                elif [[ ! $option && $command ]]; then
                    compopt -o filenames
                    COMPREPLY=($(compgen -A command -A file -- "$word" | sort -u))
                fi
            }
            complete -o bashdefault -o default -F _drover drover
            """;

    private BashCompletion() {}

    /** @param drover with its subcommands */
    static String of(Manual drover) {
        String commands = drover.commands().values().stream().map(BashCompletion::arm).collect(Collectors.joining("\n"));
        String words = String.join(" ", drover.commands().keySet()) + " --help --version";
        return SCRIPT.replace("@WORDS@", words).replace("@COMMANDS@", commands);
    }

    private static String arm(Manual command) {
        boolean runs = command.parameters().stream().anyMatch(Manual.Value::isCommand);
        List<String> choices =
                command.parameters().stream().flatMap(parameter -> parameter.choices().stream()).toList();
        return """
                        %s)
                            options='%s'
                            valued='%s'
                            files='%s'
                            directories='%s'
                            values='%s'
                            command='%s' choices='%s'
                            ;;"""
                .formatted(
                        command.word(),
                        names(command, option -> true, Manual.Entry::distinctNames),
                        names(command, Manual.Entry::takesNextWord, Manual.Entry::names),
                        names(command, option -> option.takesNextWord() && option.value().isFile(), Manual.Entry::names),
                        names(command, option -> option.takesNextWord() && option.value().isDirectory(), Manual.Entry::names),
                        values(command),
                        runs ? "1" : "",
                        String.join(" ", choices))
                .indent(8)
                .stripTrailing();
    }

    private static String names(
            Manual command,
            Predicate<Manual.Entry> which,
            Function<Manual.Entry, List<String>> names) {
        return command.options().stream()
                .filter(which)
                .flatMap(option -> names.apply(option).stream())
                .collect(Collectors.joining(" "));
    }

    /** As "|--trim=n l r|": what an option can be given. */
    private static String values(Manual command) {
        return command.options().stream()
                .filter(option -> option.takesNextWord() && !option.value().choices().isEmpty())
                .flatMap(option -> option.names().stream()
                        .map(name -> "|" + name + "=" + String.join(" ", option.value().choices()) + "|"))
                .collect(Collectors.joining());
    }
}
