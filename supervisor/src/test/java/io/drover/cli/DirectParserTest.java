package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.cli.direct.DirectParser;
import io.drover.cli.direct.OptionNames;
import io.drover.cli.steer.SubmitCommand;
import io.drover.parallel.text.UsageException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** Whatever the direct parser understands, picocli understands in the same way. */
class DirectParserTest {
    private static final List<String> VALUES =
            List.of("", "1", "007", "0x1", "+3", "2k", "1.5G", "99999999999", "-", "--", "x", " ", "-k", "-j4", "--tag", "=", "=1", "a=b", "ä\n");
    private static final Map<Class<?>, List<Field>> FIELDS = new HashMap<>();
    private static final RunCommand SAID = new RunCommand(List.of());
    private static final CommandLine PICOCLI = Picocli.ofRun(SAID);
    private static final List<OptionSpec> OPTIONS = PICOCLI.getCommandSpec().options();
    private static final List<String> NAMES = OPTIONS.stream().flatMap(option -> Stream.of(option.names())).toList();

    /** Whether it was understood. */
    private static boolean agrees(List<String> words) {
        RunCommand command = new RunCommand(List.of());
        boolean understood;
        try {
            understood = DirectParser.parse(OptionNames.ofRun(), words, command, command.words);
        } catch (UsageException e) {
            // Too short a name, which picocli does not get to see.
            understood = false;
        }
        if (understood) {
            assertEquals(picocli(words), values(command), words::toString);
        }
        return understood;
    }

    private static boolean agrees(String... words) {
        return agrees(List.of(words));
    }

    private static Object picocli(List<String> words) {
        try {
            PICOCLI.parseArgs(OptionNames.ofRun().forParser(words));
            return values(SAID);
        } catch (CommandLine.ParameterException e) {
            return e.getMessage();
        }
    }

    /** What is in the fields that the options have. */
    private static List<Object> values(Object command) {
        List<Object> values = new ArrayList<>();
        try {
            addValues(command, values);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    private static void addValues(Object object, List<Object> values) throws IllegalAccessException {
        for (Field field : FIELDS.computeIfAbsent(object.getClass(), DirectParserTest::fields)) {
            Object value = field.get(object);
            if (field.isAnnotationPresent(Mixin.class)) {
                addValues(value, values);
            } else {
                values.add(value instanceof boolean[] flags ? Arrays.toString(flags) : value);
            }
        }
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> declaring = type; declaring != Object.class; declaring = declaring.getSuperclass()) {
            fields.addAll(List.of(declaring.getDeclaredFields()));
        }
        fields.removeIf(field -> field.getAnnotations().length == 0);
        fields.forEach(field -> field.setAccessible(true));
        return fields;
    }

    @Test
    void aCommandIsTakenAsItIs() {
        assertTrue(agrees());
        assertTrue(agrees("echo"));
        assertTrue(agrees("echo", "-k", "--", "--tag", "--no-such"));
        assertTrue(agrees("", "-k"));
        assertTrue(agrees("-", "-k"));
        assertTrue(agrees("--", "--", "-k"));
        assertTrue(agrees("-kj4", "--tag", "--", "-k", "--"));
    }

    /** Alone, with each value attached in each way or behind it, and more than once. */
    @Test
    void eachOptionInEachForm() {
        int understood = 0;
        for (OptionSpec option : OPTIONS) {
            for (String name : option.names()) {
                List<List<String>> forms = new ArrayList<>();
                forms.add(List.of(name));
                forms.add(List.of(name, name, "echo"));
                // Another name of the same option makes little difference.
                for (String value : name.equals(option.names()[0]) ? VALUES : VALUES.subList(0, 2)) {
                    forms.add(List.of(name, value, "echo", "-k"));
                    forms.add(List.of(name + "=" + value, "echo"));
                    forms.add(List.of(name + value, "echo"));
                    forms.add(List.of("-k" + name.substring(1) + value, "echo"));
                    forms.add(List.of(name, value, name, "1", name + "=2", "echo"));
                }
                long said = forms.stream().filter(DirectParserTest::agrees).count();
                understood += said > 0 ? 1 : 0;
                assertEquals(isOfRuns(option), said > 0, name);
            }
        }
        assertTrue(understood > 200, "only " + understood);
    }

    /** Not an answer to something else than a run. */
    private static boolean isOfRuns(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && option.parameterConsumer() == null;
    }

    @Test
    void eachNameShortOfItsEnd() {
        int understood = 0;
        for (String name : NAMES) {
            for (int end = 1; end < name.length(); end++) {
                String start = name.substring(0, end);
                String other = start.replaceAll("(?<=\\w)-", "").toUpperCase(Locale.ROOT);
                understood += (end % 2 == 0 ? agrees(start, "1", "echo") : agrees(other + "=1", "echo")) ? 1 : 0;
            }
        }
        assertTrue(understood > 200, "only " + understood);
    }

    @Test
    void eachTwoShortOptionsInOneWord() {
        List<String> letters = NAMES.stream().filter(name -> name.length() == 2).map(name -> name.substring(1)).toList();
        int understood = 0;
        for (String first : letters) {
            for (String second : letters) {
                understood += agrees("-" + first + second, "2", "echo") ? 1 : 0;
                understood += agrees("-" + first + second + "2", "echo") ? 1 : 0;
            }
        }
        assertTrue(understood > 500, "only " + understood);
    }

    @Test
    void wordsAtRandom() {
        Random random = new Random(8);
        List<String> words = new ArrayList<>(NAMES);
        words.addAll(VALUES);
        words.addAll(List.of("-kj4", "-kvj", "-j=4", "-vv", "-uzk", "-k=1", "--j", "--keep=x", "--tag=", "echo", "{}"));
        int understood = 0;
        for (int i = 0; i < 4_000; i++) {
            List<String> line = random.ints(random.nextInt(7), 0, words.size()).mapToObj(words::get).toList();
            understood += agrees(line) ? 1 : 0;
        }
        assertTrue(understood > 500, "only " + understood);
    }

    @Test
    void optionsOfSubmitInEachForm() {
        int understood = 0;
        for (OptionSpec option : Picocli.ofSubmit(new SubmitCommand(List.of())).getCommandSpec().options()) {
            for (String value : VALUES) {
                understood += submitAgrees(List.of(option.longestName(), value, "echo", "--wait")) ? 1 : 0;
                understood += submitAgrees(List.of("--wait", option.longestName() + "=" + value, option.longestName(), "1", "--", "echo")) ? 1 : 0;
            }
        }
        assertTrue(understood > 200, "only " + understood);
    }

    private static boolean submitAgrees(List<String> words) {
        SubmitCommand direct = new SubmitCommand(List.of());
        if (!DirectParser.parse(OptionNames.ofSubmit(), words, direct, direct.words())) {
            return false;
        }
        SubmitCommand said = new SubmitCommand(List.of());
        Picocli.parse(Picocli.ofSubmit(said), OptionNames.ofSubmit().forParser(words));
        assertEquals(values(said), values(direct), words::toString);
        return true;
    }
}
