package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"y, true", "Y, true", "yes please, true", "'  y', true", "n, false", "'', false", "maybe y, false"})
    void asksLikeGnuParallel(String answer, boolean wanted) throws IOException {
        ByteArrayOutputStream prompts = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(prompts, new BufferedReader(new StringReader(answer + "\n")));
        assertEquals(wanted, terminal.wants("echo a".getBytes(StandardCharsets.UTF_8)));
        assertEquals("echo a ?...", prompts.toString());
    }

    @Test
    void theEndIsNo() throws IOException {
        Terminal terminal = new Terminal(new ByteArrayOutputStream(), new BufferedReader(new StringReader("")));
        assertEquals(false, terminal.wants(new byte[0]));
    }
}
