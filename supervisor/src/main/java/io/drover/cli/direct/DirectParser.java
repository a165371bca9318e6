package io.drover.cli.direct;

import java.util.List;

/**
 * Reads the words of a run, or of what is submitted, without picocli, which would take as long to load as all the rest of a start. What is plain it
 * understands as picocli does; of anything else it says so, and picocli has the last word, on what is wrong too.
 */
public final class DirectParser {
    private final OptionNames names;
    private final Object options;
    private final List<String> words;

    /** The next word. */
    private int at;

    private DirectParser(OptionNames names, Object options, List<String> words) {
        this.names = names;
        this.options = options;
        this.words = words;
    }

    /**
     * Sets {@code options} to what the first of {@code words} say, and adds the others to {@code command}.
     *
     * @param names of the options that there are
     * @param options whose fields the table of options names, as it was made
     * @return whether all is understood; if not, {@code options} and {@code command} are spoilt
     */
    public static boolean parse(OptionNames names, List<String> words, Object options, List<String> command) {
        boolean plain = words.isEmpty() || !words.get(0).startsWith("-");
        DirectParser parser = new DirectParser(names, options, plain ? words : names.spelledOut(words));
        try {
            if (!parser.readOptions()) {
                return false;
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
        command.addAll(parser.rest());
        return true;
    }

    private boolean readOptions() throws ReflectiveOperationException {
        while (at < words.size() && OptionNames.isOption(words.get(at))) {
            String word = words.get(at++);
            if (!(word.startsWith("--") ? readLong(word) : readCluster(word))) {
                return false;
            }
        }
        return true;
    }

    private List<String> rest() {
        boolean marked = at < words.size() && words.get(at).equals("--");
        return words.subList(marked ? at + 1 : at, words.size());
    }

    private boolean readLong(String word) throws ReflectiveOperationException {
        int end = word.indexOf('=');
        return end < 0 ? read(word, null) : read(word.substring(0, end), word.substring(end + 1));
    }

    /** Short options in one word, the last of which may have a value. */
    private boolean readCluster(String word) throws ReflectiveOperationException {
        for (int i = 1; i < word.length(); i++) {
            String name = "-" + word.charAt(i);
            OptionEntry option = names.find(name);
            if (option == null || !option.form().isFlag()) {
                String attached = word.substring(i + 1);
                // What = means here is picocli's to say.
                return !attached.startsWith("=") && read(name, attached.isEmpty() ? null : attached);
            }
            if (!read(name, null)) {
                return false;
            }
        }
        return true;
    }

    /** @param attached null where nothing is */
    private boolean read(String name, String attached) throws ReflectiveOperationException {
        OptionEntry option = names.find(name);
        if (option == null) {
            return false;
        }
        return switch (option.form()) {
            case FLAG -> attached == null && raise(option);
            case VALUE, ATTACHED_VALUE, OPTIONAL_VALUE -> put(option, attached == null ? next(option) : attached);
            case QUESTION, REFUSED -> false;
        };
    }

    /** The value that is not attached to {@code option}; null if it is missing. */
    private String next(OptionEntry option) {
        boolean there = at < words.size() && option.takes(words.get(at));
        return there ? words.get(at++) : option.fallback();
    }

    private boolean raise(OptionEntry option) throws ReflectiveOperationException {
        if (!option.field().isEmpty()) {
            OptionField.of(options, option.field()).raise();
        }
        return true;
    }

    private boolean put(OptionEntry option, String value) throws ReflectiveOperationException {
        if (value == null) {
            return false;
        }
        Object parsed = option.kind().parse(value);
        if (!option.field().isEmpty()) {
            OptionField.of(options, option.field()).put(parsed);
        }
        return true;
    }
}
