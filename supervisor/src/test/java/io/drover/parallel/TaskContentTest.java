package io.drover.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.rows.Packing;
import io.drover.parallel.template.DirectoryTemplate;
import io.drover.parallel.template.FileTemplate;
import io.drover.parallel.template.ReplacementStrings;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.template.TermsTemplate;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskFile;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task is made of: its command and what goes with that, from values and templates. */
class TaskContentTest extends OpenedInput {
    @Test
    void javaTasksGetTheBytesAsTheyAre() throws IOException {
        List<TaskSpec> tasks = tasks("a 'b'\n\0\377\n", List.of(), JAVA_TASKS);
        assertEquals(List.of("a 'b'", "\0\377"), payloads(tasks));
        assertEquals(List.of(1L, 2L), tasks.stream().map(TaskSpec::id).toList());
        assertEquals(List.of(), warnings);
    }

    @Test
    void javaTasksMayHaveATemplate() throws IOException {
        assertEquals(List.of("1: a b c"), payloads(tasks("x/a b c\n", List.of("{#}:", "{/}"), JAVA_TASKS)));
    }

    @Test
    void slotNumbersAreFilledInLater() throws IOException {
        TaskSpec task = tasks("a b\n", List.of("echo", "{%}{}", "-{%}"), COMMANDS).get(0);
        assertEquals("echo 'a b' -", Bytes.text(task.payload().toByteArray()));
        assertEquals("echo 12'a b' -12", Bytes.text(task.payloadForSlot(12)));
    }

    @Test
    void slotNumbersMayBeCountedFromElsewhere() throws IOException {
        assertEquals("echo 14 2 '2' 1", filled("echo {= $_ = slot() + 10 =} {= $_=$job->slot()-2 =} '{= $_=(slot()-10)%4 + 0; =}' {= $_=slot()%2+1 =}"));
    }

    @Test
    void codeIsEvaluatedForEachSlot() throws IOException {
        assertEquals("echo x2 b 02", filled("echo {= $_ .= slot() =} {= $_ = slot() > 1 ? \"b\" : 'a' =} {%:%02d}"));
        assertEquals("echo 'x 2' x 2", filled("echo {= $_ .= ' '.slot() =} {= $_ .= \" @{[$job->slot()]}\"; uq() =}"));
        TemplateConfig quoted = new TemplateConfig(
                List.of("echo", "a b{= $_ = slot().' ' =}c"), true, ReplacementStrings.DEFAULT, true, List.of(), TemplateConfig.PARENTHESES, 0);
        TaskSpec task = read(open("x\n", quoted, List.of(), COMMANDS)).get(0);
        assertEquals("echo 'a b''1 'c", Bytes.text(task.payloadForSlot(1)));
        TaskForm many = new TaskForm(true, 12, 250, null, null, false);
        TemplateConfig padded = new TemplateConfig(
                List.of("echo {0%}"), false, ReplacementStrings.DEFAULT, true, List.of(), TemplateConfig.PARENTHESES, 0);
        assertEquals("echo 007", Bytes.text(read(open("x\n", padded, List.of(), many)).get(0).payloadForSlot(7)));
    }

    private String filled(String command) throws IOException {
        return Bytes.text(tasks("x\n", List.of(command), COMMANDS).get(0).payloadForSlot(4));
    }

    @Test
    void slotNumbersStandOutsideQuotedWords() throws IOException {
        TemplateConfig quoted =
                new TemplateConfig(
                        List.of("echo", "a b{%}c d", "{%}"),
                        true,
                        ReplacementStrings.DEFAULT,
                        false,
                        List.of(),
                        TemplateConfig.PARENTHESES,
                        0);
        TaskSpec task = read(open("x\n", quoted, List.of(), COMMANDS)).get(0);
        assertEquals("echo 'a b'7'c d' 7", Bytes.text(task.payloadForSlot(7)));
    }

    @Test
    void howOftenATaskIsStartedMayDependOnItsValues() throws IOException {
        TaskForm form = new TaskForm(true, 2, 2, null, new TermsTemplate("{}", Terms.ONCE), false);
        assertEquals(List.of(3, 0), tasks("3\n0\n", List.of("echo"), form).stream().map(task -> task.terms().attempts()).toList());
        assertThrows(UsageException.class, () -> tasks("x\n", List.of("echo"), form));
        assertThrows(
                UsageException.class,
                () -> tasks("3\n", List.of("echo"), new TaskForm(true, 2, 2, null, new TermsTemplate("x", Terms.ONCE), false)));
    }

    private List<String> matched(String command, List<String> matches, List<InputSource> sources) throws IOException {
        TemplateConfig template = new TemplateConfig(
                List.of(command), false, ReplacementStrings.DEFAULT, true, List.of(), TemplateConfig.PARENTHESES, 0, List.of(),
                List.of(), matches, null);
        return payloads(read(open("", template, sources, COMMANDS)));
    }

    @Test
    void groupsOfARegularExpressionAreReplacementStrings() throws IOException {
        List<InputSource> one = List.of(values(false, "Gold,Heart_of", "x"));
        assertEquals(
                List.of("e Heart of Gold {1.x}", "e '' '' '' {1.x}"),
                matched("e {1.2} {1.3} {1.1} {1.x}", List.of("(.*),(.*)_(.*)"), one));
        assertEquals(List.of("e 'a b' ''", "e '' ''"), matched("e {1.1/.} {1.7}", List.of("(.*)!"), List.of(values(false, "d/a b.c!", ""))));
        List<InputSource> two = List.of(values(false, "/Improbability/"), values(false, "10drive"));
        assertEquals(List.of("e Improbability drive"), matched("e {1.1} {2.1}", List.of("+2", "([A-Za-z]+)"), two));
        assertEquals(
                List.of("e HEART-04 Of"),
                matched("e {=1.1 $_=uc =}-{1.2:%02d} {=1.3 s/^(.)/\\U$1/ =}", List.of("(\\w+) (\\d) (\\w+)"), List.of(values(false, "heart 4 of"))));
        assertThrows(UsageException.class, () -> matched("e", List.of("+3"), one));
        assertThrows(UsageException.class, () -> matched("e", List.of("+1"), one));
    }

    @Test
    void numbersAreFormattedAndCountedFromElsewhere() throws IOException {
        List<InputSource> sources = List.of(values(false, "d/1.5", "22"), values(false, "3"));
        assertEquals(
                List.of("e 001 '   3.0' 0 11 001 01.5", "e 022 '   3.0' 1 12 002 0022"),
                matched("e {1/:%03d} {2:%6.1f} {seq-1} {seq+10} {#:%03d} {1/:%04s}", List.of(), sources));
        assertEquals(
                List.of("e {:%_x} 'no format'"), matched("e {:%_x}", List.of(), List.of(values(false, "no format"))));
    }

    @Test
    void filesAreMadeOfTemplates(@TempDir Path directory) throws IOException {
        Path source = Files.writeString(directory.resolve("t"), "{} {2} {#}\n{%}{none}");
        TemplateConfig template = new TemplateConfig(
                List.of("echo"),
                false,
                ReplacementStrings.DEFAULT,
                false,
                List.of(),
                TemplateConfig.PARENTHESES,
                0,
                List.of(),
                List.of(FileTemplate.parse(source + "={%}-{1}=x", true)),
                List.of(),
                null);
        TaskFile file = read(open("", template, List.of(values(false, "a"), values(false, "b c")), COMMANDS))
                .get(0).forSlot(12).surroundings().files().get(0);
        assertEquals("12-a=x", Bytes.text(file.path().text()));
        assertEquals("ab c b c 1\n12{none}", Bytes.text(file.content().text()));
        assertThrows(UsageException.class, () -> FileTemplate.parse("t", true));
    }

    @Test
    void directoriesAreMadeOfTemplates() throws IOException {
        assertEquals("/here/w1/a-b c", directory("w{#}/{1}-{2}", 1));
        assertEquals("/here/3", directory("{%}", 3));
        assertEquals("/tmp/3/a/b c", directory("/tmp/{%}/{1}/{2}", 3));
        assertEquals("/here/x,a b c", directory("x,{}", 1));
        assertEquals("", directory("{3}", 1));
        TemplateConfig plain = TemplateConfig.of(List.of("pwd"));
        assertTrue(plain.replacesIn("w{#}"));
        assertTrue(plain.replacesIn("{= $_=lc =}"));
        assertFalse(plain.replacesIn("{x}"));
    }

    private String directory(String name, int slot) throws IOException {
        TemplateConfig template = TemplateConfig.of(List.of("pwd")).in(new DirectoryTemplate("/here", name, false));
        TaskSpec task = read(open("", template, List.of(values(false, "a"), values(false, "b c")), COMMANDS)).get(0);
        return Bytes.text(task.forSlot(slot).surroundings().directory().path().text());
    }

    @Test
    void tagsAreNotQuoted() throws IOException {
        assertEquals("a b", tag("a b\n", null));
        assertEquals("1\tb", tag("a/b.c\n", "{#}\\t{/.}"));
        assertEquals("x", tag("a\n", "x"));
        assertEquals("12 a", tag("a\n", "{%} {}"));
        assertNull(tasks("a\n", List.of("echo"), COMMANDS).get(0).tag());
    }

    @Test
    void argumentsAreKeptOnRequest() throws IOException {
        List<InputSource> sources = List.of(
                InputSource.arguments(List.of("a"), false), InputSource.arguments(List.of("b c"), false));
        TaskForm form = new TaskForm(true, 2, null, true);
        TaskSpec task = read(open("", TemplateConfig.of(List.of("echo")), sources, form)).get(0);
        assertArrayEquals(new byte[][] {{'a'}, {'b', ' ', 'c'}}, task.arguments());
    }

    @Test
    void printsQuotedCommandsInsteadOfRunningThem() throws IOException {
        // The shell that prints takes one level away.
        assertEquals("printf '%s\\n' \"'\"'a b'\"'\"", shellQuoted("a b", List.of()));
        assertEquals("printf '%s\\n' \"'\"'rm ab'\"'\"", shellQuoted("ab", List.of("rm")));
    }

    @Test
    void refusesACommandThatIsLongerThanAsked() throws IOException {
        Packing packing = new Packing(-1, false, false, false, 8, false);
        InputConfig config = new InputConfig(
                List.of(), null, null, null, false, null, false, InputConfig.Header.NONE, false, false, false, 0, null, packing);
        TaskSource source = Inputs.open(
                config,
                TemplateConfig.of(List.of("echo")),
                List.of(),
                stream("1\nabcdef\n"),
                COMMANDS,
                warnings::add);
        IOException e = assertThrows(IOException.class, () -> read(source));
        assertEquals("command line too long (11 >= 8) at task 2", e.getMessage());
    }

    private String shellQuoted(String value, List<String> words) throws IOException {
        TemplateConfig template = new TemplateConfig(
                words, false, ReplacementStrings.DEFAULT, false, List.of(), TemplateConfig.PARENTHESES, 1);
        return payloads(read(open(value, template, List.of(), COMMANDS))).get(0);
    }

    private String tag(String input, String template) throws IOException {
        TaskForm form = new TaskForm(true, 2, new Tag(template), false);
        return Bytes.text(tasks(input, List.of("echo"), form).get(0).taggedForSlot(12).tag());
    }
}
