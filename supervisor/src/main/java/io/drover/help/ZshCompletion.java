package io.drover.help;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for zsh: a call of _arguments for each subcommand. */
final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef drover
            # Completion of drover in zsh, as `drover completion zsh` prints it.
            _drover() {
                local curcontext=$curcontext
                if (( CURRENT == 2 )); then
                    local -a commands=(
            @NAMES@
                    )
                    _describe -t commands 'drover command' commands
                    compadd -- --help --version
                    return
                fi
                local command=$words[2]
                shift words
                (( CURRENT-- ))
                case $command in
            @COMMANDS@
                esac
            }
            if [ "$funcstack[1]" = _drover ]; then
                _drover "$@"
            else
                compdef _drover drover
            fi
            """;

    private ZshCompletion() {}

    /** @param drover with its subcommands */
    static String of(Manual drover) {
        String names = drover.commands().values().stream()
                .map(command -> " ".repeat(12) + quoted(command.word() + ":" + command.summary()))
                .collect(Collectors.joining("\n"));
        String commands = drover.commands().values().stream().map(ZshCompletion::arm).collect(Collectors.joining("\n"));
        return SCRIPT.replace("@NAMES@", names).replace("@COMMANDS@", commands);
    }

    private static String arm(Manual command) {
        List<String> arguments = new ArrayList<>();
        for (Manual.Entry option : command.options()) {
            for (String name : option.distinctNames()) {
                arguments.add(quoted(specification(option, name)));
            }
        }
        for (Manual.Value parameter : command.parameters()) {
            if (parameter.isCommand()) {
                arguments.add("'(-):command:_command_names -e'");
                arguments.add("'*::arguments:_normal'");
            } else {
                arguments.add(quoted(":" + escaped(parameter.label()) + ":" + action(parameter)));
            }
        }
        String indent = " ".repeat(16);
        return " ".repeat(8) + command.word() + ")\n" + " ".repeat(12) + "_arguments -s \\\n" + indent
                + String.join(" \\\n" + indent, arguments) + "\n" + " ".repeat(12) + ";;";
    }

    private static String specification(Manual.Entry option, String name) {
        boolean isLong = name.startsWith("--");
        StringBuilder text = new StringBuilder("*").append(name);
        if (option.value() != null) {
            if (option.attached()) {
                text.append(isLong ? "=-" : "-");
            } else {
                text.append(isLong ? "=" : "+");
            }
        }
        text.append('[').append(option.summary().replaceAll("[\\\\\\[\\]:]", "\\\\$0")).append(']');
        if (option.value() != null) {
            text.append(option.attached() ? "::" : ":").append(escaped(option.value().label()));
            text.append(':').append(action(option.value()));
        }
        return text.toString();
    }

    private static String action(Manual.Value value) {
        if (!value.choices().isEmpty()) {
            return "(" + String.join(" ", value.choices()) + ")";
        }
        if (value.isDirectory()) {
            return "_files -/";
        }
        return value.isFile() ? "_files" : " ";
    }

    private static String escaped(String message) {
        return message.replaceAll("[\\\\:]", "\\\\$0");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
