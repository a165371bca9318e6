package io.drover.cli;

import io.drover.cli.direct.ValueKind;
import io.drover.cli.options.AttachedValue;
import io.drover.cli.options.CountConverter;
import io.drover.cli.options.OptionalValue;
import io.drover.cli.options.SizeConverter;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The source of the table of options, as it follows from their annotations. */
final class WrittenOptionTable {
    private static final String HEAD = """
            package io.drover.cli.direct;

            import static io.drover.cli.direct.OptionEntry.attachedValue;
            import static io.drover.cli.direct.OptionEntry.flag;
            import static io.drover.cli.direct.OptionEntry.optionalValue;
            import static io.drover.cli.direct.OptionEntry.question;
            import static io.drover.cli.direct.OptionEntry.refused;
            import static io.drover.cli.direct.OptionEntry.value;
            import static io.drover.cli.direct.ValueKind.COUNT;
            import static io.drover.cli.direct.ValueKind.INTEGER;
            import static io.drover.cli.direct.ValueKind.LONG;
            import static io.drover.cli.direct.ValueKind.SIZE;
            import static io.drover.cli.direct.ValueKind.TEXT;

            import java.util.List;

            /** The options of %s. Made of their annotations by OptionTableTest: not to be changed by hand. */
            final class %s {
                static final List<OptionEntry> ENTRIES = List.of(
            """;
    private static final String FOOT = """

                private %s() {}
            }
            """;
    private static final int WIDTH = 120;

    private final Map<Field, String> paths = new HashMap<>();

    private WrittenOptionTable() {}

    /**
     * @param what it is the options of
     * @param name of the class
     */
    static String text(CommandSpec spec, String what, String name) {
        WrittenOptionTable table = new WrittenOptionTable();
        table.addPaths(spec.userObject().getClass(), "");
        String lines = spec.options().stream().map(table::line).collect(Collectors.joining(",\n", "", ");\n"));
        String head = HEAD.formatted(what, name).lines()
                .filter(line -> !line.startsWith("import static") || lines.contains(line.replaceFirst(".*\\.(\\w+);", "$1")))
                .collect(Collectors.joining("\n", "", "\n"));
        return head + lines + FOOT.formatted(name);
    }

    /** Of the fields of {@code type} and of the objects that belong to it. */
    private void addPaths(Class<?> type, String above) {
        for (Field field : type.getDeclaredFields()) {
            paths.put(field, above + field.getName());
            if (field.isAnnotationPresent(Mixin.class)) {
                addPaths(field.getType(), above + field.getName() + ".");
            }
        }
        if (type.getSuperclass() != Object.class) {
            addPaths(type.getSuperclass(), above);
        }
    }

    private String line(OptionSpec option) {
        List<String> words = new ArrayList<>();
        String form = form(option);
        if (form.endsWith("alue")) {
            words.add(kind(option).name());
        }
        if (form.endsWith("edValue") || form.equals("optionalValue")) {
            words.add(quoted(option.fallbackValue()));
        }
        if (form.endsWith("alue") || form.equals("flag")) {
            words.add(quoted(paths.getOrDefault(option.userObject(), "")));
        }
        Stream.of(option.names()).map(WrittenOptionTable::quoted).forEach(words::add);
        return wrapped("            " + form + "(", words) + ")";
    }

    private static String form(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp()) {
            return "question";
        }
        if (option.parameterConsumer() != null) {
            return "refused";
        }
        if (option.preprocessor() instanceof AttachedValue) {
            return "attachedValue";
        }
        if (option.preprocessor() instanceof OptionalValue) {
            return "optionalValue";
        }
        return option.arity().max() == 0 ? "flag" : "value";
    }

    private static ValueKind kind(OptionSpec option) {
        if (Arrays.stream(option.converters()).anyMatch(CountConverter.class::isInstance)) {
            return ValueKind.COUNT;
        }
        if (Arrays.stream(option.converters()).anyMatch(SizeConverter.class::isInstance)) {
            return ValueKind.SIZE;
        }
        Class<?> type = option.auxiliaryTypes()[0];
        if (type == int.class || type == Integer.class) {
            return ValueKind.INTEGER;
        }
        return type == long.class || type == Long.class ? ValueKind.LONG : ValueKind.TEXT;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String wrapped(String start, List<String> words) {
        StringBuilder text = new StringBuilder(start);
        int column = start.length();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i + 1 < words.size() ? "," : "");
            if (column + word.length() + 3 > WIDTH) {
                text.append("\n                    ");
                column = 20;
            } else if (i > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }
}
