package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Words of a line as a shell quotes them: {@code 'as it is'}, {@code "but for \" \\ \$ \`"} and {@code \x}. Nothing is expanded. */
public final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    /** Null between words. */
    private StringBuilder word;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    public static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                end();
            } else {
                word = word == null ? new StringBuilder() : word;
                add(c);
            }
        }
        end();
        return words;
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    private void add(char c) {
        switch (c) {
            case '\'' -> {
                int end = line.indexOf('\'', at);
                word.append(line, at, end < 0 ? unclosed(c) : end);
                at = end + 1;
            }
            case '"' -> quoted();
            case '\\' -> word.append(at < line.length() ? line.charAt(at++) : '\\');
            default -> word.append(c);
        }
    }

    private void quoted() {
        while (at < line.length() && line.charAt(at) != '"') {
            boolean escape = line.charAt(at) == '\\' && at + 1 < line.length() && "\"\\$`".indexOf(line.charAt(at + 1)) >= 0;
            at += escape ? 1 : 0;
            word.append(line.charAt(at++));
        }
        if (at++ >= line.length()) {
            unclosed('"');
        }
    }

    private int unclosed(char quote) {
        throw new UsageException("no closing " + quote + " in: " + line.strip());
    }
}
