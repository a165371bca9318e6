package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EchoingOutputTest {
    private final Recording out = new Recording();
    private final EchoingOutput output =
            new EchoingOutput(new OutputWriter(new OutputConfig(OutputMode.GROUP, true), out, new Recording()));

    @Test
    void theCommandLineIsBeforeTheOutput() {
        output.finished(Recording.ok(Recording.task(1), "one\n", ""));
        output.close();

        assertEquals("payload 1\none\n", out.text());
    }

    @Test
    void onceForAllPartsOfAnOutput() {
        output.chunk(Recording.task(1), false, Recording.utf8("a\n"));
        output.chunk(Recording.task(1), false, Recording.utf8("b\n"));
        output.finished(Recording.ok(Recording.task(1), "c\n", ""));
        output.close();

        assertEquals("payload 1\na\nb\nc\n", out.text());
        assertEquals(4, output.takeReleasedBytes());
    }

    @Test
    void againForAnotherAttempt() {
        output.chunk(Recording.task(1), false, Recording.utf8("lost\n"));
        output.retried(Recording.ok(Recording.task(1), "", ""));
        output.chunk(Recording.task(1), false, Recording.utf8("a\n"));
        output.finished(Recording.ok(Recording.task(1), "", ""));
        output.close();

        assertEquals("payload 1\na\n", out.text());
    }
}
