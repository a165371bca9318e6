package io.drover.parallel;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the input sources off a command line: {@code ::: a b}, {@code :::: file}, and with a plus sign at the end the
 * linked ones. What stands before the first of them is options and command.
 *
 * @param words options and command
 * @param sources the sources in the order of the command line; empty when there is none
 */
public record CommandLineSplitter(List<String> words, List<InputSource> sources) {
    private static final String ARGUMENTS = ":::";
    private static final String FILES = "::::";

    /** Splits {@code arguments}, with one byte per character, as they are and come. */
    public static CommandLineSplitter split(List<String> arguments) {
        String forArguments = optionValue(arguments, "--arg-sep", "--argsep", ARGUMENTS);
        String forFiles = optionValue(arguments, "--arg-file-sep", "--argfilesep", FILES);
        List<String> words = new ArrayList<>();
        List<InputSource> sources = new ArrayList<>();
        int i = 0;
        while (i < arguments.size() && kind(arguments.get(i), forArguments, forFiles) == null) {
            // The value of the option is no separator.
            boolean option = isOption(arguments.get(i), "--arg-sep", "--argsep")
                    || isOption(arguments.get(i), "--arg-file-sep", "--argfilesep");
            words.add(arguments.get(i++));
            if (option && i < arguments.size()) {
                words.add(arguments.get(i++));
            }
        }
        while (i < arguments.size()) {
            String separator = arguments.get(i++);
            List<String> values = new ArrayList<>();
            while (i < arguments.size() && kind(arguments.get(i), forArguments, forFiles) == null) {
                values.add(arguments.get(i++));
            }
            add(sources, kind(separator, forArguments, forFiles), values, separator.endsWith("+"));
        }
        return new CommandLineSplitter(List.copyOf(words), List.copyOf(sources));
    }

    private static void add(
            List<InputSource> sources, InputSource.Kind kind, List<String> values, boolean linked) {
        switch (kind) {
            case ARGUMENTS -> sources.add(InputSource.arguments(values, linked));
            case FILE -> values.forEach(name -> sources.add(InputSource.file(name, linked)));
        }
    }

    private static InputSource.Kind kind(String word, String forArguments, String forFiles) {
        if (word.equals(forArguments) || word.equals(forArguments + "+")) {
            return InputSource.Kind.ARGUMENTS;
        }
        return word.equals(forFiles) || word.equals(forFiles + "+") ? InputSource.Kind.FILE : null;
    }

    private static boolean isOption(String word, String name, String synonym) {
        return word.equals(name) || word.equals(synonym);
    }

    private static String optionValue(List<String> words, String name, String synonym, String preset) {
        for (int i = 0; i < words.size() && !isSeparator(words.get(i)); i++) {
            String word = words.get(i);
            if (isOption(word, name, synonym) && i + 1 < words.size()) {
                return words.get(i + 1);
            }
            if (word.startsWith(name + "=") || word.startsWith(synonym + "=")) {
                return word.substring(word.indexOf('=') + 1);
            }
        }
        return preset;
    }

    private static boolean isSeparator(String word) {
        return word.equals(ARGUMENTS) || word.equals(FILES);
    }
}
