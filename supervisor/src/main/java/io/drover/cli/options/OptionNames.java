package io.drover.cli.options;

import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The long names of options as GNU parallel understands them: in upper or lower case, with or without the hyphens between
 * their words, and short of the end as long as only one option is meant.
 */
public final class OptionNames {
    /** What a parser of {@link #forParser} takes for the end of options. */
    public static final String END = "\0";

    private final Map<String, OptionSpec> options;

    private OptionNames(CommandSpec command) {
        options = command.optionsMap();
    }

    /** {@code words} with the full names of options in front of the command; as many words, in the same order. */
    public static List<String> spelledOut(CommandSpec command, List<String> words) {
        return new OptionNames(command).spellOut(words, "--");
    }

    /** As above, with {@link #END} for the {@code --} that ends options: others may be values of options. */
    public static String[] forParser(CommandSpec command, List<String> words) {
        return new OptionNames(command).spellOut(words, END).toArray(String[]::new);
    }

    private List<String> spellOut(List<String> words, String end) {
        List<String> result = new ArrayList<>(words);
        int at = 0;
        while (at < words.size() && isOption(words.get(at))) {
            String word = words.get(at);
            if (word.startsWith("--")) {
                result.set(at, fullName(word));
            }
            at += takesNextWord(result.get(at), at + 1 < words.size() ? words.get(at + 1) : null) ? 2 : 1;
        }
        if (at < words.size() && words.get(at).equals("--")) {
            result.set(at, end);
        }
        return result;
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-") && !word.equals("--");
    }

    private String fullName(String word) {
        int end = word.indexOf('=') < 0 ? word.length() : word.indexOf('=');
        String name = word.substring(0, end);
        if (options.containsKey(name)) {
            return word;
        }
        TreeSet<String> candidates = new TreeSet<>();
        OptionSpec found = null;
        for (Map.Entry<String, OptionSpec> option : options.entrySet()) {
            if (!option.getKey().startsWith("--") || !plain(option.getKey()).startsWith(plain(name))) {
                continue;
            }
            if (plain(option.getKey()).equals(plain(name))) {
                return option.getKey() + word.substring(end);
            }
            found = option.getValue();
            candidates.add(found.longestName());
        }
        if (candidates.size() > 1) {
            throw new UsageException(name + " could be " + String.join(", ", candidates));
        }
        return found == null ? word : found.longestName() + word.substring(end);
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** @param next null where there is none */
    private boolean takesNextWord(String word, String next) {
        if (word.startsWith("--")) {
            return takes(options.get(word), next);
        }
        for (int i = 1; i < word.length(); i++) {
            OptionSpec option = options.get("-" + word.charAt(i));
            if (option == null || option.arity().max() > 0) {
                return takes(option, next) && i == word.length() - 1;
            }
        }
        return false;
    }

    private static boolean takes(OptionSpec option, String next) {
        return option != null && (option.arity().min() > 0 || next != null && OptionalValue.takes(option, next));
    }
}
