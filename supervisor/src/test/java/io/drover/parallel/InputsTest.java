package io.drover.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.rows.Packing;
import io.drover.parallel.template.ReplacementStrings;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which values become tasks, how many they are, and what is said of them. */
class InputsTest extends OpenedInput {
    @Test
    void argumentFilesMayBeLinked(@TempDir Path directory) throws IOException {
        String file = Files.writeString(directory.resolve("f"), "a\nb\n").toString();
        assertEquals(new InputSource(InputSource.Kind.FILE, List.of(file), true), InputSource.argumentFile("+" + file));
        assertEquals(new InputSource(InputSource.Kind.FILE, List.of("+"), false), InputSource.argumentFile("+"));
    }

    private void assertCounted(List<InputSource> sources) throws IOException {
        TaskSource source = open("", TemplateConfig.of(List.of("echo")), sources, COMMANDS);
        long counted = source.count().tasks();
        assertEquals(read(source).size(), counted, sources.toString());
    }

    @Test
    void tasksAreCountedBesideReadingThem() throws IOException {
        assertCounted(List.of(values(false, "a", "b", "c")));
        assertCounted(List.of(values(false, "a", "b", "c"), values(false, "1", "2"), values(false, "x", "y")));
        assertCounted(List.of(values(false, "a", "b", "c"), values(true, "1", "2"), values(false, "x", "y")));
        assertCounted(List.of(values(false), values(false, "1", "2")));
        assertCounted(List.of(values(false), values(false)));
        InputSource file = InputSource.file("pom.xml", false);
        assertCounted(List.of(file, values(false, "1", "2")));
    }

    @Test
    void whatCanBeReadOnlyOnceIsNotCounted() throws IOException {
        assertNull(open("a\nb\n", TemplateConfig.of(List.of("echo")), List.of(), COMMANDS).count());
    }

    @Test
    void readsNoMoreTasksThanAskedFor() throws IOException {
        TaskSource source = open("a\nb\nc\n", TemplateConfig.of(List.of()), List.of(), JAVA_TASKS);
        List<TaskSpec> tasks = new ArrayList<>();
        source.read(tasks, 2);
        assertEquals(List.of("a", "b"), payloads(tasks));
        source.read(tasks, 2);
        assertEquals(3, tasks.size());
        assertFalse(source.read(tasks, 2));
    }

    @Test
    void warnsOfNulAndCarriageReturnsOnce() throws IOException {
        tasks("a\0\r\nb\0\r\nc\r\nd\r\n", List.of("echo"), COMMANDS);
        assertEquals(2, warnings.size(), warnings::toString);
    }

    @Test
    void knowsWhetherStandardInputIsTaken() {
        InputSource arguments = InputSource.arguments(List.of("-"), false);
        assertTrue(Inputs.readStandardInput(InputConfig.DEFAULT, List.of()));
        assertFalse(Inputs.readStandardInput(InputConfig.DEFAULT, List.of(arguments)));
        assertTrue(Inputs.readStandardInput(
                InputConfig.DEFAULT, List.of(arguments, InputSource.file("-", true))));
    }

    @Test
    void shufflingKeepsAllValues() throws IOException {
        InputConfig config = new InputConfig(
                List.of(), null, null, null, false, null, false, InputConfig.Header.NONE, false, false, true, 0, null, Packing.SINGLE);
        List<String> commands = payloads(read(Inputs.open(
                config, TemplateConfig.of(List.of()), List.of(), stream("a\nb\nc\n"), COMMANDS, warnings::add)));
        assertEquals(Set.of("a", "b", "c"), Set.copyOf(commands));
        assertEquals(3, commands.size());
    }

    @Test
    void takesTheUsersWordForTheNumberOfTasks() throws IOException {
        InputConfig config = new InputConfig(
                List.of(), null, null, null, false, null, false, InputConfig.Header.NONE, false, false, false, 7, null, Packing.SINGLE);
        TaskSource source = Inputs.open(
                config, TemplateConfig.of(List.of("{= $_ .= total_jobs() =}")), List.of(), stream("a\nb\n"), COMMANDS, warnings::add);
        assertEquals(List.of("a7", "b7"), payloads(read(source)));
    }

    @Test
    void aMilestoneIsNoTask() throws IOException {
        assertEquals(List.of("1:a/4 0", "2:b/4 0", "3:c/4 1", "4:d/4 3"), staged(List.of("{#}:{}/{= $_ = total_jobs() =}"), "a b -- c -- -- d"));
        assertEquals(List.of(), staged(List.of("echo"), "--"));
    }

    @Test
    void eachRoundThroughASourceIsAStage() throws IOException {
        assertEquals(
                List.of("a 1 0", "a 2 0", "a 3 1", "b 1 2", "b 2 2", "b 3 3"),
                staged(List.of("{1} {2}"), "a b", "1 2 -- 3"));
    }

    @Test
    void milestonesAreForSingleValues() {
        UsageException refused = assertThrows(UsageException.class, () -> Inputs.open(
                milestones(new Packing(2, false, false, false, 0, false)),
                TemplateConfig.of(List.of("echo")), List.of(), stream(""), COMMANDS, warnings::add));
        assertTrue(refused.getMessage().contains("one value each"), refused.getMessage());
    }

    /** What is composed, and the stage it is in; the sources hold words, and "--" is the milestone. */
    private List<String> staged(List<String> command, String... sources) throws IOException {
        List<InputSource> values = Stream.of(sources)
                .map(words -> InputSource.arguments(List.of(words.split(" ")), false))
                .toList();
        try (TaskSource source = Inputs.open(
                milestones(Packing.SINGLE), TemplateConfig.of(command), values, stream(""), COMMANDS, warnings::add)) {
            long counted = source.count().tasks();
            List<TaskSpec> tasks = read(source);
            assertEquals(tasks.size(), counted);
            return tasks.stream()
                    .map(task -> Bytes.text(task.payload().toByteArray()) + " " + task.stage())
                    .toList();
        }
    }

    private static InputConfig milestones(Packing packing) {
        return new InputConfig(
                List.of(), null, null, null, false, null, false, InputConfig.Header.NONE, false, false, false, 0, "--", packing);
    }

    @Test
    void skipsTheFirstValueOfTheFirstSource() throws IOException {
        InputConfig config = new InputConfig(
                List.of(), null, null, null, false, null, false, InputConfig.Header.NONE, true, false, false, 0, null, Packing.SINGLE);
        assertEquals(
                List.of("b 1", "b 2"),
                payloads(read(Inputs.open(
                        config,
                        TemplateConfig.of(List.of("{1} {2}")),
                        List.of(InputSource.arguments(List.of("a", "b"), false),
                                InputSource.arguments(List.of("1", "2"), false)),
                        stream(""),
                        COMMANDS,
                        warnings::add))));
    }

    @Test
    void leavesOutWhatIsNotWantedAndCountsIt() throws IOException {
        assertEquals(List.of("2:a b", "3:b a"), selected("{#}:{1uniq} {2}", List.of(), List.of("a", "b")));
        assertEquals(List.of("a b", "a c", "b c"), selected("{1choose_k} {2}", List.of(), List.of("a", "b", "c")));
        assertEquals(List.of("2 1"), selected("{1} {2}", List.of("{1} > {2}"), List.of("1", "2")));
    }

    private List<String> selected(String command, List<String> filters, List<String> values)
            throws IOException {
        TemplateConfig template = new TemplateConfig(
                List.of(command), false, ReplacementStrings.DEFAULT, true, List.of(), TemplateConfig.PARENTHESES, 0, filters, List.of(), List.of(), null);
        TaskSource source = open(
                "",
                template,
                List.of(InputSource.arguments(values, false), InputSource.arguments(values, false)),
                COMMANDS);
        List<String> selected = payloads(read(source));
        return selected;
    }

    @Test
    void namesTheFileThatCannotBeOpened() {
        IOException missing = assertThrows(IOException.class, () -> openFile("/nonexistent/a"));
        assertEquals("cannot open /nonexistent/a: No such file or directory", missing.getMessage());
        IOException directory = assertThrows(IOException.class, () -> openFile("/"));
        assertEquals("cannot open /: Is a directory", directory.getMessage());
    }

    private void openFile(String name) throws IOException {
        open("", TemplateConfig.of(List.of("echo")), List.of(InputSource.file(name, false)), COMMANDS);
    }
}
