package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EchoingPrinterTest {
    private final Recording out = new Recording();
    private final AtomicLong given = new AtomicLong();
    private final OutputWriter output = new OutputWriter(
            new OutputConfig(OutputMode.GROUP, true).showing(new Shown(true, false, null)), out, new Recording());

    @Test
    void theCommandLineIsBeforeTheOutput() {
        output.finished(Recording.ok(Recording.task(1), "one\n", ""));
        output.close();

        assertEquals("payload 1\none\n", out.text());
    }

    @Test
    void onceForAllPartsOfAnOutput() {
        output.chunk(Recording.task(1), false, Recording.utf8("a\n"), given::addAndGet);
        output.chunk(Recording.task(1), false, Recording.utf8("b\n"), given::addAndGet);
        output.finished(Recording.ok(Recording.task(1), "c\n", ""));
        output.close();

        assertEquals("payload 1\na\nb\nc\n", out.text());
        assertEquals(4, given.get());
    }

    @Test
    void againForAnotherAttempt() {
        output.chunk(Recording.task(1), false, Recording.utf8("lost\n"), given::addAndGet);
        output.retried(Recording.ok(Recording.task(1), "", ""));
        output.chunk(Recording.task(1), false, Recording.utf8("a\n"), given::addAndGet);
        output.finished(Recording.ok(Recording.task(1), "", ""));
        output.close();

        assertEquals("payload 1\na\n", out.text());
    }
}
