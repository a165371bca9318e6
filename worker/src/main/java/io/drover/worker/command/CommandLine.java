package io.drover.worker.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a command line can be started without a shell and with the same result, and splits it if so. Most
 * lines are a name and plain or quoted words; for those a shell costs more than the command.
 *
 * <p>Asked for each command, as all in this package that has no stream and no lambda: the worker's compiler (C1) leaves
 * those half interpreted.
 */
final class CommandLine {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+,-=";

    /** Words that a shell runs itself or reads as grammar, and programs that show the environment a shell changes. */
    private static final Set<String> SHELL_ONLY = Set.of(
            "!", "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "select",
            "then", "time", "until", "while", ".", ":", "alias", "bg", "bind", "break", "builtin", "caller", "cd",
            "command", "compgen", "complete", "compopt", "continue", "declare", "dirs", "disown", "enable", "eval",
            "exec", "exit", "export", "fc", "fg", "getopts", "hash", "help", "history", "jobs", "kill", "let", "local",
            "logout", "mapfile", "popd", "printf", "pushd", "pwd", "read", "readarray", "readonly", "return", "set",
            "shift", "shopt", "source", "suspend", "test", "times", "trap", "type", "typeset", "ulimit", "umask",
            "unalias", "unset", "wait", "env", "printenv");

    private CommandLine() {}

    /** The words of {@code line}; none if only a shell can tell. */
    static List<byte[]> words(byte[] line) {
        List<byte[]> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream(64);
        boolean inWord = false;
        int i = 0;
        while (i < line.length) {
            byte b = line[i];
            if (b == ' ' || b == '\t') {
                if (inWord) {
                    words.add(word.toByteArray());
                    word.reset();
                    inWord = false;
                }
                i++;
                continue;
            }
            inWord = true;
            if (b == '\'' || b == '"') {
                int end = closingQuote(line, i);
                if (end < 0) {
                    return List.of();
                }
                word.write(line, i + 1, end - i - 1);
                i = end + 1;
            } else if (b == '\\' && i + 1 < line.length && line[i + 1] != '\n') {
                word.write(line[i + 1]);
                i += 2;
            } else if (b < 0 || PLAIN.indexOf(b) >= 0) {
                word.write(b);
                i++;
            } else {
                return List.of();
            }
        }
        if (inWord) {
            words.add(word.toByteArray());
        }
        return sameWithoutShell(words) ? words : List.of();
    }

    /** Index of the quote that ends the one at {@code start}; -1 if there is none or the shell would expand inside. */
    private static int closingQuote(byte[] line, int start) {
        byte quote = line[start];
        for (int i = start + 1; i < line.length; i++) {
            if (line[i] == quote) {
                return i;
            }
            boolean expands = line[i] == '$' || line[i] == '`' || line[i] == '\\';
            if (line[i] == 0 || quote == '"' && expands) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean sameWithoutShell(List<byte[]> words) {
        if (words.isEmpty()) {
            return false;
        }
        String name = new String(words.get(0), StandardCharsets.ISO_8859_1);
        if (name.isEmpty() || name.indexOf('=') >= 0 || SHELL_ONLY.contains(name) || !ascii(name)) {
            return false;
        }
        // Shells differ from the program, and from each other, where echo meets options and backslashes.
        return !name.equals("echo") || plainForEcho(words.subList(1, words.size()));
    }

    private static boolean ascii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean plainForEcho(List<byte[]> words) {
        for (byte[] word : words) {
            if (!plainForEcho(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean plainForEcho(byte[] word) {
        if (word.length > 0 && word[0] == '-') {
            return false;
        }
        for (byte b : word) {
            if (b == '\\') {
                return false;
            }
        }
        return true;
    }
}
