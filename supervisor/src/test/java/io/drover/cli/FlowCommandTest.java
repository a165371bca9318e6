package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowCommandTest {
    private static final String RIGHT = """
            name = "scrape"
            max-items = 100
            [run]
            tag = true
            [[stage]]
            name = "get"
            command = "echo {}"
            jobs = 2
            retries = 3
            timeout = 2.5
            unique = true
            env = { A = "ü", B = 1 }
            [[stage]]
            command = ["cat", "{}"]
            queue = 10
            rpl = ["{x} s/a/b/", "{y} s/b/a/"]
            replace = true
            """;

    @TempDir
    Path directory;

    private String file;

    private void check(String text) throws IOException {
        check(text, List.of());
    }

    private void check(String text, List<String> options) throws IOException {
        file = Files.writeString(directory.resolve("g.toml"), text).toString();
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("--check", file));
        assertEquals(0, FlowCommand.execute(words));
    }

    @Test
    void nothingIsWrongWithWhatIsRight() throws IOException {
        check(RIGHT);
        assertTrue(Files.list(directory).allMatch(path -> path.endsWith("g.toml")));
    }

    /** The first is what to replace, the last what is said of line and column. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "retries = 3|retires = 3|9:1: unknown key 'retires'; did you mean retries?",
        "jobs = 2|stage = \"x\"|8:1: unknown key 'stage'",
        "max-items|max-itéms|2:7: Unexpected",
        "max-items|items|2:1: unknown key 'items'; known are name, max-items, [run], [[stage]]",
        "jobs = 2|jobs =|8:7: Unexpected end of line",
        "jobs = 2|jobs = \"x\"|8:1: -j wants",
        "jobs = 2|jobs = true|8:1: jobs wants a string or a number",
        "jobs = 2|jobs = [1, 2]|8:1: jobs wants a string or a number",
        "jobs = 2|workers = 1.5|8:1: workers wants a whole number",
        "jobs = 2|workers = 0|8:1: --workers wants a number from 1",
        "jobs = 2|jobs = 2024-01-01|8:1: jobs wants",
        "jobs = 2|command = \"a\"|8:1: command previously defined at line 7, column 1",
        "jobs = 2|wd = \"a\\u0000b\"|8:1: no word of a command line has a NUL",
        "jobs = 2|number-of-cpus = true|8:1: unknown key",
        "timeout = 2.5|timeout = \"soon\"|10:1: --timeout wants",
        "unique = true|unique = 1|11:1: unique wants true or false",
        "unique = true|keep-order = true|11:1: keep-order is for the whole run: it stands below [run]",
        "queue = 10|queue = 0|15:1: --queue wants a number from 1, not 0",
        "queue = 10|batch-wait = 1|15:1: --batch-wait is for stages",
        "queue = 10|batch-wait = \"soon\"|15:1: --batch-wait wants seconds",
        "queue = 10|max-args = 1.5|15:1: Invalid value",
        "queue = 10|emit-fd = 20|15:1: --emit-fd wants a descriptor from 3 to 9",
        "queue = 10|jar = \"no.jar\"|15:1: --jar and --classpath need --task CLASS",
        "queue = 10|name = \"get\"|15:1: two stages are called get",
        "queue = 10|task = \"X\"|14:1: a stage has a command or a task",
        "[\"cat\", \"{}\"]|\" \"|14:1: the command is empty",
        "[\"cat\", \"{}\"]|[\"cat\", \":::\"]|14:1: command has the word :::",
        "command = [\"cat\", \"{}\"]|task = \"X\"|14:1: --task needs --jar or --classpath",
        "command = [\"cat\", \"{}\"]|grace = 1|13:1: a stage without a command",
        "command = [\"cat\", \"{}\"]|command = [\"cat\", 1]|14:1: command wants a string",
        "tag = true|keep-order = true|4:1: a run with stages does not know --keep-order",
        "tag = true|jobs = 1|4:1: jobs is of a stage: it stands below [[stage]]",
        "[run]|run = 1|3:1: run is a table",
        "name = \"get\"|name = 1|6:1: name wants a string",
        "name = \"get\"|name = \"\"|6:1: --stage wants a name",
    })
    void aMistakeIsToldWithItsPlace(String right, String wrong, String told) {
        assertTrue(RIGHT.contains(right));
        int at = right.equals("[run]") ? RIGHT.indexOf("tag") + "tag = true".length() : RIGHT.length();
        String head = RIGHT.substring(0, at).replace(right + (at < RIGHT.length() ? "\ntag = true" : ""), wrong);
        UsageException e = assertThrows(UsageException.class, () -> check(head + RIGHT.substring(at)));
        assertTrue(RawArguments.text(e.getMessage()).startsWith(file + ":" + told), e::getMessage);
    }

    @Test
    void aMistakeInTheWholeFileIsToldWithItsName() {
        assertEquals("no stage: each is a table [[stage]]", whole(""));
        assertEquals("too many brackets in each other", whole("a = " + "[".repeat(100_000)));
        UsageException e = assertThrows(UsageException.class, () -> check("[stage]\ncommand = 'x'"));
        assertEquals(file + ":1:1: each stage is a table [[stage]]", e.getMessage());
    }

    private String whole(String text) {
        String message = assertThrows(UsageException.class, () -> check(text)).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring(file.length() + 2);
    }

    @Test
    void whatIsWrongOnTheCommandLineIsToldWithoutAPlace() {
        assertTrue(assertThrows(UsageException.class, () -> check(RIGHT, List.of("-k"))).getMessage().startsWith("a run with stages"));
        assertTrue(assertThrows(UsageException.class, () -> check(RIGHT, List.of("-j2"))).getMessage().startsWith("-j is of a stage"));
        assertThrows(UsageException.class, () -> FlowCommand.execute(List.of()));
        assertThrows(UsageException.class, () -> FlowCommand.execute(List.of("g.toml", "h.toml")));
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorOfOurs() {
        assertEquals(255, FlowCommand.execute(List.of(directory.resolve("none").toString())));
        assertEquals(255, FlowCommand.execute(List.of(directory.toString())));
    }
}
