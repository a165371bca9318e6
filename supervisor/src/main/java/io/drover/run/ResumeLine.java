package io.drover.run;

import io.drover.parallel.text.RawArguments;
import io.drover.supervisor.work.Quoting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that goes on where this run ended, fit to be pasted. */
public final class ResumeLine {
    private ResumeLine() {}

    /**
     * @param typed the name of the command, such as {@code run}, and what it was given, with one byte per character
     * @param resumes it has the option already
     * @param readsInput values come from standard input
     */
    public static String of(List<String> typed, boolean resumes, boolean readsInput) {
        List<String> words = new ArrayList<>(typed.subList(1, typed.size()));
        if (!resumes) {
            words.add(0, "--resume");
        }
        String line = command(typed.get(0), words);
        if (!readsInput) {
            return "resume with: " + line;
        }
        String file = standardInput();
        return file == null ? "resume with the same input and: " + line : "resume with: " + line + " < " + quoted(file);
    }

    public static String command(String name, List<String> arguments) {
        StringBuilder line = new StringBuilder("drover ").append(name);
        arguments.forEach(argument -> line.append(' ').append(quoted(argument)));
        return line.toString();
    }

    /** The file that our standard input is; null if it is a pipe or a terminal. */
    private static String standardInput() {
        try {
            Path file = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
            return file.isAbsolute() && Files.isRegularFile(file)
                    ? new String(file.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String quoted(String raw) {
        return Quoting.quoted(RawArguments.bytes(raw));
    }
}
