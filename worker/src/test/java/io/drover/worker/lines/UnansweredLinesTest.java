package io.drover.worker.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskRequest;
import io.drover.worker.slot.TaskQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnansweredLinesTest {
    private final UnansweredLines lines = new UnansweredLines(ByteString.copyFromUtf8("\n"));

    @Test
    void aChildThatNobodyKnowsGetsOneLine() {
        assertFalse(lines.wantMore(), "the first one is not written ahead");
        add(1, 10);
        assertFalse(lines.wantMore());
    }

    @Test
    void aQuickChildGetsMoreAndMoreLines() {
        for (int window = 2; window <= 64; window *= 2) {
            lines.adapt(TimeUnit.MICROSECONDS.toNanos(5));
            fill();
            assertEquals(window, lines.size());
            empty();
        }
        lines.adapt(TimeUnit.MICROSECONDS.toNanos(5));
        fill();
        assertEquals(64, lines.size());
    }

    @Test
    void aChildThatGrowsSlowGetsOneLineAtATime() {
        for (int i = 0; i < 10; i++) {
            lines.adapt(TimeUnit.MICROSECONDS.toNanos(5));
        }
        for (int i = 0; i < 20; i++) {
            lines.adapt(TimeUnit.MILLISECONDS.toNanos(50));
        }
        fill();
        assertEquals(1, lines.size());
    }

    @Test
    void longLinesAreNotWrittenAhead() {
        for (int i = 0; i < 10; i++) {
            lines.adapt(TimeUnit.MICROSECONDS.toNanos(5));
        }
        add(1, 40 << 10);
        assertFalse(lines.wantMore());
        lines.removeFirst();
        add(1, 1);
        assertTrue(lines.wantMore());
    }

    private void fill() {
        add(1, 10);
        while (lines.wantMore()) {
            add(1, 10);
        }
    }

    private void empty() {
        while (!lines.isEmpty()) {
            lines.removeFirst();
        }
    }

    private void add(long sequence, int bytes) {
        TaskRequest task = TaskRequest.newBuilder().setPayload(ByteString.copyFrom(new byte[bytes])).build();
        lines.add(new UnansweredLines.Line(new TaskQueue.Started(sequence, task, 0, 0)), null);
    }
}
