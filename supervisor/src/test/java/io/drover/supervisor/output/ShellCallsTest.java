package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.parallel.text.ShellQuote;
import io.drover.supervisor.core.TaskSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellCallsTest {
    private final ShellCalls calls = new ShellCalls("put", ShellQuote::word);

    private static TaskSpec task(long id, String tag, String... values) {
        byte[][] arguments = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            arguments[i] = bytes(values[i]);
        }
        return new TaskSpec(id, bytes("command"), null, tag == null ? null : bytes(tag), null, arguments);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String printed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        calls.print(out::write);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void comeInTheOrderOfTheTasksWithOneNewlineLess() throws IOException {
        calls.add(task(2, null, "a b", "c"), bytes("two\n\n"));
        calls.add(task(1, null), bytes(""));
        assertEquals("put 1 '' ''\nput 2 'a b c' 'two\n'\n", printed());
    }

    @Test
    void holdTagsAndNothingThatAShellCannotHold() throws IOException {
        calls.add(task(1, "t", "it's"), bytes("a\0b\nc\n"));
        assertEquals("put 1 'it'\"'\"'s' 't\tab\nt\tc'\n", printed());
    }
}
