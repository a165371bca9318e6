package io.drover.cli.options;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that makes a program of a command line instead of running it. */
public final class CombineOptions {
    @Option(
            names = {"--combineexec", "--combine-exec", "--combineexecutable", "--combine-executable"},
            paramLabel = "FILE",
            description = "Run nothing, but make FILE: a program that holds Drover and COMMAND, and does with its arguments what"
                    + " drover run would do here with more words, as ./pargzip a b after --combineexec pargzip gzip -9 :::.")
    private String file;

    public boolean given() {
        return file != null;
    }

    /**
     * @param words our options, by their full names, then the command
     * @param command how many of them are the command
     * @param sources what follows them
     */
    public void combine(List<String> words, int command, List<String> sources) throws IOException {
        if (command == 0) {
            throw new UsageException("--combineexec needs a program to put into " + RawArguments.text(file));
        }
        int options = words.size() - command;
        List<String> arguments = new ArrayList<>(words.subList(options + 1, words.size()));
        arguments.addAll(sources);
        new CombinedProgram(others(words.subList(0, options)), words.get(options), arguments)
                .write(Path.of(RawArguments.text(file)));
    }

    private static List<String> others(List<String> options) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (option.matches("(?s)--combine-?exec(utable)?(=.*)?")) {
                i += option.contains("=") ? 0 : 1;
            } else {
                others.add(option);
            }
        }
        return others;
    }
}
