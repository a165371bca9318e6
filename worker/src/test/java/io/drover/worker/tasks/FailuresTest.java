package io.drover.worker.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.proto.TaskFailure;
import io.drover.worker.slot.SetupException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final int LARGEST = 100_000;

    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    @Test
    void aShortFailureIsWhole() {
        TaskFailure failure = Failures.of(new IllegalStateException("no", new RuntimeException("why")));
        assertEquals("java.lang.IllegalStateException", failure.getClassName());
        assertEquals("no", failure.getMessage());
        assertTrue(failure.getStack().contains("Caused by: java.lang.RuntimeException: why"), failure::getStack);
    }

    @Test
    void longMessagesAreCut() {
        TaskFailure failure = Failures.of(new RuntimeException("x".repeat(5_000_000)));
        assertTrue(failure.getMessage().endsWith("x..."));
        assertTrue(failure.getStack().endsWith("x\n\t...\n"));
        assertTrue(failure.getSerializedSize() < LARGEST);
        assertTrue(Failures.ofSetup(new SetupException("x".repeat(5_000_000), new Error("y".repeat(5_000_000))))
                .getSerializedSize() < 2 * LARGEST);
        // A character of two halves.
        assertTrue(Failures.of(new RuntimeException("x" + "\ud83d\ude00".repeat(50_000))).getMessage().endsWith("\ude00..."));
    }

    @Test
    void causesAreFollowedAsFarAsTheyAreShown() {
        Throwable chain = null;
        for (int i = 0; i < 10_000; i++) {
            chain = new RuntimeException("level " + i, chain);
        }
        assertTrue(Failures.of(chain).getSerializedSize() < LARGEST);
        assertTrue(Failures.of(new Endless()).getSerializedSize() < LARGEST);
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);
        assertTrue(Failures.of(first).getStack().contains("CIRCULAR REFERENCE"));
    }

    @Test
    void anExceptionThatThrowsWhenItIsAskedIsAFailureAllTheSame() {
        TaskFailure failure = Failures.of(new Mute());
        assertEquals("getMessage() threw java.lang.StackOverflowError", failure.getMessage());
        assertTrue(failure.getStack().contains("Mute"));
    }
}
