package io.drover.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/**
 * What there is to say of one command, by picocli's model of it. Each mixin is a section with the mixin's name as title:
 * who adds an option to a mixin has documented it. The footer of a command holds its examples.
 *
 * @param name such as "drover run"
 * @param synopsis how to call it, a line for each way
 * @param parameters what comes after the options
 * @param commands what may follow the name, with its manual
 * @param exitStatus by status what it means
 */
public record Manual(
        String name,
        List<String> synopsis,
        String description,
        List<Section> sections,
        List<Value> parameters,
        Map<String, Manual> commands,
        List<String> examples,
        Map<String, String> exitStatus) {

    /** Options of one topic. */
    public record Section(String title, List<Entry> options) {}

    /**
     * One option.
     *
     * @param names shortest first
     * @param value null if it has none
     * @param attached the value may be left out; if not, it follows without a blank
     */
    public record Entry(List<String> names, Value value, boolean attached, String description) {

        /** The value is a word of its own. */
        boolean takesNextWord() {
            return value != null && !attached;
        }

        /** The first sentence of the description. */
        String summary() {
            return firstSentence(description);
        }

        /** {@code names} with what follows them: "-j, --jobs N" or "-i, --replace[TEXT]". */
        String usage(List<String> names) {
            String all = String.join(", ", names);
            if (value == null) {
                return all;
            }
            return all + (attached ? "[" + value.label() + "]" : " " + value.label());
        }

        /** Without those that differ from another in dashes only, such as --dryrun beside --dry-run. */
        public List<String> distinctNames() {
            Set<String> letters = new HashSet<>();
            return names.stream()
                    .filter(name -> !name.startsWith("--") || letters.add(name.replace("-", "")))
                    .toList();
        }
    }

    /**
     * What an option or the command itself is given, as far as its label tells.
     *
     * @param label such as "FILE" or "soon|now"
     * @param choices the words that it can be; empty if it can be anything
     */
    public record Value(String label, List<String> choices) {
        private static final Pattern CHOICE = Pattern.compile("[a-z]+(?:\\|[a-z]+)+");

        static Value of(ArgSpec argument) {
            String label = argument.paramLabel();
            List<String> choices = new ArrayList<>();
            if (argument.completionCandidates() != null) {
                argument.completionCandidates().forEach(choices::add);
            } else if (CHOICE.matcher(label).matches()) {
                choices.addAll(List.of(label.split("\\|")));
            }
            return new Value(label, List.copyOf(choices));
        }

        public boolean isFile() {
            return label.matches(".*FILE.*|PATH|.*\\.DB");
        }

        public boolean isDirectory() {
            return label.equals("DIR");
        }

        public boolean isCommand() {
            return label.equals("COMMAND");
        }
    }

    public static Manual of(CommandSpec spec) {
        // Descriptions are format strings to picocli, which complains of every % that is none, and then takes it as it is.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        return new Manual(
                spec.name(),
                synopsis(spec),
                text(spec.usageMessage().description()),
                sections(spec),
                parameters(spec),
                commands(spec),
                List.of(spec.usageMessage().footer()),
                spec.usageMessage().exitCodeList());
    }

    /** The last word of the name. */
    public String word() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** The first sentence of the description, without its full stop. */
    public String summary() {
        String sentence = firstSentence(description);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** All options, in the order of the sections. */
    public List<Entry> options() {
        return sections.stream().flatMap(section -> section.options().stream()).toList();
    }

    private static List<String> synopsis(CommandSpec spec) {
        String[] given = spec.usageMessage().customSynopsis();
        if (given.length > 0) {
            return Arrays.stream(given).map(String::strip).toList();
        }
        List<String> words = new ArrayList<>(List.of(spec.name(), "[OPTIONS]"));
        parameters(spec).forEach(parameter -> words.add(parameter.label()));
        return List.of(String.join(" ", words));
    }

    private static List<Value> parameters(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .map(Value::of)
                .toList();
    }

    private static Map<String, Manual> commands(CommandSpec spec) {
        return spec.subcommands().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> of(entry.getValue().getCommandSpec()),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
    }

    private static List<Section> sections(CommandSpec spec) {
        List<Section> sections = new ArrayList<>();
        Set<String> told = new HashSet<>();
        spec.mixins().forEach((name, mixin) -> add(sections, capitalized(name), mixin.options(), told));
        add(sections, sections.isEmpty() ? "Options" : "Other", spec.options(), told);
        return sections;
    }

    private static void add(List<Section> sections, String title, List<OptionSpec> options, Set<String> told) {
        List<Entry> entries = options.stream()
                .filter(option -> !option.hidden() && told.add(option.longestName()))
                .map(Manual::entry)
                .toList();
        if (!entries.isEmpty()) {
            sections.add(new Section(title, entries));
        }
    }

    private static Entry entry(OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        names.sort((a, b) -> Boolean.compare(a.startsWith("--"), b.startsWith("--")));
        boolean value = option.arity().max() > 0;
        return new Entry(
                List.copyOf(names),
                value ? Value.of(option) : null,
                value && option.arity().min() == 0,
                text(option.description()));
    }

    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String text(String[] lines) {
        return String.join(" ", lines);
    }
}
