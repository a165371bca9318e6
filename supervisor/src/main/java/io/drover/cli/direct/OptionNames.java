package io.drover.cli.direct;

import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The long names of options as GNU parallel understands them: in upper or lower case, with or without the hyphens between
 * their words, and short of the end as long as only one option is meant.
 */
public final class OptionNames {
    /** What a parser of {@link #forParser} takes for the end of options. */
    public static final String END = "\0";

    private final Map<String, OptionEntry> options = new HashMap<>();

    OptionNames(List<OptionEntry> entries) {
        for (OptionEntry entry : entries) {
            for (String name : entry.names()) {
                options.put(name, entry);
            }
        }
    }

    private static final class OfRun {
        private static final OptionNames NAMES = new OptionNames(OptionTable.ENTRIES);
    }

    private static final class OfSubmit {
        private static final OptionNames NAMES = new OptionNames(SubmitTable.ENTRIES);
    }

    /** Those of {@code drover run}. */
    public static OptionNames ofRun() {
        return OfRun.NAMES;
    }

    /** Those of {@code drover submit}. */
    public static OptionNames ofSubmit() {
        return OfSubmit.NAMES;
    }

    /** A word in front of the command, or the value of one. */
    static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-") && !word.equals("--");
    }

    /** Null if there is none of that full name. */
    OptionEntry find(String name) {
        return options.get(name);
    }

    /** {@code words} with the full names of options in front of the command; as many words, in the same order. */
    public List<String> spelledOut(List<String> words) {
        return spellOut(words, "--", false);
    }

    /**
     * As above, with {@link #END} for the {@code --} that ends options: others may be values of options. Attached values
     * that are nothing but blanks stand alone, for picocli sees none there.
     */
    public String[] forParser(List<String> words) {
        return spellOut(words, END, true).toArray(String[]::new);
    }

    /** All names that begin with two hyphens. */
    public Stream<String> longNames() {
        return options.keySet().stream().filter(name -> name.startsWith("--"));
    }

    /** The names of the options in front of the command. */
    public List<String> names(List<String> words) {
        List<String> names = new ArrayList<>();
        int at = 0;
        List<String> spelled = spelledOut(words);
        while (at < spelled.size() && isOption(spelled.get(at))) {
            String word = spelled.get(at++);
            int attached = attachedValue(word);
            if (word.startsWith("--")) {
                names.add(word.replaceFirst("=.*", ""));
            } else {
                word.substring(1, attached).chars().forEach(letter -> names.add("-" + (char) letter));
            }
            if (at < spelled.size() && takes(word, attached, spelled.get(at))) {
                at++;
            }
        }
        return names;
    }

    private List<String> spellOut(List<String> words, String end, boolean blanksAlone) {
        List<String> result = new ArrayList<>();
        int at = 0;
        while (at < words.size() && isOption(words.get(at))) {
            String word = fullName(words.get(at++));
            int attached = attachedValue(word);
            if (blanksAlone && attached < word.length() && word.substring(attached).isBlank()) {
                result.add(word.substring(0, attached));
                result.add(word.substring(attached));
                continue;
            }
            result.add(word);
            if (at < words.size() && takes(word, attached, words.get(at))) {
                result.add(words.get(at++));
            }
        }
        int rest = result.size();
        result.addAll(words.subList(at, words.size()));
        if (at < words.size() && words.get(at).equals("--")) {
            result.set(rest, end);
        }
        return result;
    }

    private String fullName(String word) {
        if (!word.startsWith("--")) {
            return word;
        }
        int end = word.indexOf('=') < 0 ? word.length() : word.indexOf('=');
        String name = word.substring(0, end);
        if (options.containsKey(name)) {
            return word;
        }
        TreeSet<String> candidates = new TreeSet<>();
        for (Map.Entry<String, OptionEntry> option : options.entrySet()) {
            if (!option.getKey().startsWith("--") || !plain(option.getKey()).startsWith(plain(name))) {
                continue;
            }
            if (plain(option.getKey()).equals(plain(name))) {
                return option.getKey() + word.substring(end);
            }
            candidates.add(option.getValue().longestName());
        }
        if (candidates.size() > 1) {
            throw new UsageException(name + " could be " + String.join(", ", candidates));
        }
        return candidates.isEmpty() ? word : candidates.first() + word.substring(end);
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Where a value begins in {@code word} if it is short options: behind the first of them that has one. */
    private int attachedValue(String word) {
        int at = 1;
        while (!word.startsWith("--") && at < word.length()) {
            OptionEntry option = options.get("-" + word.charAt(at++));
            if (option == null || !option.form().isFlag()) {
                return at;
            }
        }
        return word.length();
    }

    /** Whether {@code next} is a value of the last option in {@code word}. */
    private boolean takes(String word, int attached, String next) {
        OptionEntry last = options.get(word.startsWith("--") ? word : "-" + word.charAt(attached - 1));
        return attached == word.length() && last != null && last.takes(next);
    }
}
