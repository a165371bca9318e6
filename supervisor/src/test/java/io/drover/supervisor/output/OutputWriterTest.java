package io.drover.supervisor.output;

import static io.drover.supervisor.output.Recording.finished;
import static io.drover.supervisor.output.Recording.ok;
import static io.drover.supervisor.output.Recording.tagged;
import static io.drover.supervisor.output.Recording.task;
import static io.drover.supervisor.output.Recording.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.core.Outcome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class OutputWriterTest {
    @TempDir
    Path tmpdir;

    private final Recording out = new Recording();
    private final Recording error = new Recording();
    private final AtomicLong given = new AtomicLong();
    private final Receipt receipt = given::addAndGet;

    private OutputWriter writer(OutputMode mode, boolean keepOrder) {
        return new OutputWriter(new OutputConfig(mode, keepOrder, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false), out, error);
    }

    @Test
    void groupPrintsATaskWholeAtItsEnd() {
        try (OutputWriter writer = writer(OutputMode.GROUP, false)) {
            writer.chunk(task(1), false, utf8("one "), receipt);
            writer.chunk(task(2), false, utf8("two "), receipt);
            writer.chunk(task(2), true, utf8("bad "), receipt);
            writer.chunk(task(1), false, utf8("more "), receipt);
            writer.finished(ok(task(2), "end2\n", "err2\n"));
            writer.finished(ok(task(1), "end1\n", ""));
        }
        assertEquals("two end2\none more end1\n", out.text());
        assertEquals("bad err2\n", error.text());
    }

    @Test
    void discardedAttemptsAndCancelledTasksPrintNothing() {
        try (OutputWriter writer = writer(OutputMode.GROUP, false)) {
            writer.chunk(task(1), false, utf8("first attempt\n"), receipt);
            writer.retried(finished(task(1), new Outcome.Exited(1), "", ""));
            writer.chunk(task(1), false, utf8("second "), receipt);
            writer.finished(ok(task(1), "attempt\n", ""));
            writer.chunk(task(2), false, utf8("half a task"), receipt);
            writer.finished(finished(task(2), Outcome.CANCELLED, "", "killed"));
        }
        assertEquals("second attempt\n", out.text());
        assertEquals("", error.text());
    }

    @Test
    void attemptsThatAnotherFollowedArePrintedOnRequest() {
        OutputConfig config = new OutputConfig(OutputMode.GROUP, true, true, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false, null, Shown.OUTPUT);
        try (OutputWriter writer = new OutputWriter(config, out, error)) {
            writer.chunk(task(2), false, utf8("2, first "), receipt);
            writer.retried(finished(task(2), new Outcome.Exited(1), "attempt\n", "it was wrong\n"));
            writer.finished(ok(task(2), "2, second attempt\n", ""));
            writer.finished(ok(task(1), "1\n", ""));
        }
        assertEquals("1\n2, first attempt\n2, second attempt\n", out.text());
        assertEquals("it was wrong\n", error.text());
    }

    @Test
    void aLoneResultIsPrintedWithoutWaitingForMore() throws Exception {
        try (OutputWriter writer = writer(OutputMode.GROUP, false)) {
            writer.finished(ok(task(1), "at once\n", ""));
            writer.roundOver();
            while (out.text().isEmpty()) {
                Thread.onSpinWait();
            }
            assertEquals("at once\n", out.text());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThousandInterleavedTasksStayWhole(boolean keepOrder) {
        Random random = new Random(42);
        int tasks = 1000;
        String[] expected = new String[tasks + 1];
        java.util.Arrays.fill(expected, "");
        List<Integer> order = new ArrayList<>();
        try (OutputWriter writer = writer(OutputMode.GROUP, keepOrder)) {
            List<Integer> running = new ArrayList<>();
            for (int id = 1; id <= tasks; id++) {
                running.add(id);
            }
            while (!running.isEmpty()) {
                int at = random.nextInt(running.size());
                int id = running.get(at);
                if (random.nextInt(10) > 0) {
                    String part = ("<" + id + ">").repeat(random.nextInt(random.nextInt(50) == 0 ? 60_000 : 100));
                    expected[id] += part;
                    writer.chunk(task(id), false, utf8(part), receipt);
                } else {
                    expected[id] += "end " + id + "\n";
                    writer.finished(ok(task(id), "end " + id + "\n", ""));
                    Collections.swap(running, at, running.size() - 1);
                    running.remove(running.size() - 1);
                    order.add(id);
                }
                writer.roundOver();
            }
        }
        if (keepOrder) {
            Collections.sort(order);
        }
        StringBuilder all = new StringBuilder();
        order.forEach(id -> all.append(expected[id]));
        assertEquals(all.toString(), out.text());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepOrderPrintsAnyPermutationInOrder(long seed) {
        List<Integer> order = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        StringBuilder expectedErrors = new StringBuilder();
        for (int id = 1; id <= 2000; id++) {
            order.add(id);
            if (id % 7 != 0) {
                expected.append("out ").append(id).append('\n');
                expectedErrors.append("tag\terr ").append(id).append('\n');
            }
        }
        Collections.shuffle(order, new Random(seed));
        try (OutputWriter writer = writer(OutputMode.GROUP, true)) {
            for (int id : order) {
                writer.finished(id % 7 == 0
                        ? finished(task(id), Outcome.CANCELLED, "no", "no")
                        : ok(task(id), "out " + id + "\n", ""));
                writer.roundOver();
            }
        }
        assertEquals(expected.toString(), out.text());
        Recording tagged = new Recording();
        try (OutputWriter writer =
                new OutputWriter(new OutputConfig(OutputMode.GROUP, true, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false), out, tagged)) {
            for (int id : order) {
                writer.finished(id % 7 == 0
                        ? finished(task(id), Outcome.CANCELLED, "no", "no")
                        : ok(tagged(id, "tag"), "", "err " + id + "\n"));
            }
        }
        assertEquals(expectedErrors.toString(), tagged.text());
    }

    @Test
    void keepOrderHoldsLargeOutputOnDiskWithoutAName() throws IOException {
        String large = "x".repeat(3 << 20) + "\n";
        try (OutputWriter writer = writer(OutputMode.GROUP, true)) {
            for (int id = 2; id <= 20; id++) {
                writer.chunk(tagged(id, "t"), false, utf8(large), receipt);
                writer.finished(ok(tagged(id, "t"), "end\n", ""));
            }
            writer.roundOver();
            // The writer has a thread of its own: in it, a file has its name while it is made.
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                while (tmpdir.toFile().list().length > 0) {
                    Thread.onSpinWait();
                }
            });
            writer.finished(ok(task(1), "first\n", ""));
        }
        assertEquals("first\n" + ("t\t" + large + "t\tend\n").repeat(19), out.text());
    }

    @Test
    void lineBufferPassesOnCompleteLinesOnly() {
        try (OutputWriter writer = writer(OutputMode.LINE_BUFFER, false)) {
            writer.chunk(task(1), false, utf8("a1\na2 begins "), receipt);
            writer.chunk(task(2), false, utf8("b1\n"), receipt);
            writer.chunk(task(1), false, utf8("and ends\na3"), receipt);
            writer.chunk(task(2), true, utf8("dropped with the attempt"), receipt);
            writer.retried(finished(task(2), new Outcome.Exited(1), "", ""));
            writer.finished(ok(task(2), "b2", ""));
            writer.finished(ok(task(1), " without newline", ""));
        }
        assertEquals("a1\nb1\na2 begins and ends\nb2a3 without newline", out.text());
        assertEquals("", error.text());
    }

    @Test
    void lineBufferWithKeepOrderStreamsTheFirstUnfinishedTaskOnly() {
        OutputWriter writer = writer(OutputMode.LINE_BUFFER, true);
        writer.chunk(task(2), false, utf8("b1\nb2"), receipt);
        writer.chunk(task(1), false, utf8("a1\n"), receipt);
        writer.finished(ok(task(3), "c\n", ""));
        writer.roundOver();
        await(out, "a1\n");
        writer.finished(ok(task(1), "a2\n", ""));
        writer.roundOver();
        await(out, "a1\na2\nb1\n");
        writer.chunk(task(2), false, utf8(" ends\n"), receipt);
        writer.finished(ok(task(2), "", ""));
        writer.close();
        assertEquals("a1\na2\nb1\nb2 ends\nc\n", out.text());
    }

    @Test
    void aVeryLongLineStaysInOnePiece() {
        String part = "y".repeat(100_000);
        try (OutputWriter writer = writer(OutputMode.LINE_BUFFER, false)) {
            for (int i = 0; i < 50; i++) {
                writer.chunk(task(1), false, utf8(part), receipt);
                writer.chunk(task(2), false, utf8("short\n"), receipt);
            }
            writer.chunk(task(1), false, utf8("\nrest"), receipt);
            writer.finished(ok(task(1), "", ""));
        }
        assertEquals("short\n".repeat(50) + part.repeat(50) + "\nrest", out.text());
    }

    @Test
    void ungroupPrintsResultsAtOnceAndWithoutTags() {
        try (OutputWriter writer = writer(OutputMode.UNGROUP, true)) {
            writer.finished(ok(tagged(2, "t"), "two\n", ""));
            writer.finished(ok(tagged(1, "t"), "one\n", ""));
        }
        assertEquals("two\none\n", out.text());
    }

    @Test
    void tagsStandBeforeEveryLine() {
        try (OutputWriter writer = writer(OutputMode.GROUP, false)) {
            writer.chunk(tagged(1, "x"), false, utf8("a\n\nb"), receipt);
            writer.finished(ok(tagged(1, "x"), "c\r\nd", "e"));
            writer.finished(ok(tagged(2, "y"), "", ""));
        }
        assertEquals("x\ta\nx\t\nx\tbc\rx\t\nx\td", out.text());
        assertEquals("x\te", error.text());
    }

    @Test
    void aThrownExceptionFollowsTheCapturedErrors() {
        try (OutputWriter writer = writer(OutputMode.GROUP, false)) {
            Outcome stack = new Outcome.Threw("a.Oops", "no", "a.Oops: no\n\tat a.B.c(B.java:1)\n");
            writer.finished(finished(task(1), stack, "", "warned"));
            writer.finished(finished(task(2), new Outcome.Threw("a.Oops", "no", ""), "", ""));
        }
        assertEquals("warned\na.Oops: no\n\tat a.B.c(B.java:1)\na.Oops: no\n", error.text());
    }

    @Test
    void standardOutputLeavesBeforeStandardErrorOfTheSameTask() {
        try (OutputWriter writer = new OutputWriter(new OutputConfig(OutputMode.GROUP, false), out, out)) {
            writer.finished(ok(task(1), "o1\n", "e1\n"));
            writer.finished(ok(task(2), "o2\n", "e2\n"));
            writer.message("drover: a word of ours");
        }
        assertEquals("o1\ne1\no2\ne2\ndrover: a word of ours\n", out.text());
    }

    @Test
    void aReaderThatHasGoneIsAQuietFailure() {
        out.failWith("Broken pipe");
        CountDownLatch woken = new CountDownLatch(1);
        OutputWriter writer = writer(OutputMode.GROUP, false);
        writer.valve().onChange(woken::countDown);
        writer.finished(ok(task(1), "nobody reads this\n", ""));
        writer.roundOver();
        assertTrue(await(woken));
        assertTrue(writer.valve().failure().readerGone());
        writer.chunk(task(2), false, utf8("12345"), receipt);
        writer.finished(finished(task(3), new Outcome.Exited(3), "", ""));
        writer.close();
        assertEquals(5, given.get());
        assertEquals(1, writer.digest().failures());
    }

    @Test
    void withoutAReaderOfStandardErrorOutputGoesOn() {
        error.failWith("Broken pipe");
        OutputWriter writer = writer(OutputMode.GROUP, false);
        writer.finished(ok(task(1), "one\n", "lost\n"));
        writer.finished(ok(task(2), "two\n", "lost\n"));
        writer.close();
        assertNull(writer.valve().failure());
        assertEquals("one\ntwo\n", out.text());
    }

    @Test
    void aFullStandardOutputIsAFailureWithAReason() {
        out.failWith("No space left on device");
        OutputWriter writer = writer(OutputMode.GROUP, false);
        writer.finished(ok(task(1), "one\n", ""));
        writer.close();
        assertFalse(writer.valve().failure().readerGone());
        assertEquals("cannot write to standard output: No space left on device", writer.valve().failure().message());
    }

    @Test
    void aFullDiskIsAFailureThatReleasesEverything() {
        SpillStore full = new SpillStore(
                () -> {
                    throw new IOException("No space left on device");
                },
                Path.of("/spill"));
        OutputWriter writer =
                new OutputWriter(new OutputConfig(OutputMode.GROUP, false, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false), out, error, full);
        writer.finished(ok(task(1), "before\n", ""));
        long size = 1 << 20;
        for (int i = 0; i < 20; i++) {
            writer.chunk(task(2), false, ByteString.copyFrom(new byte[(int) size]), receipt);
        }
        writer.finished(ok(task(2), "", ""));
        writer.close();
        assertEquals(
                "cannot write output to /spill: No space left on device; free space there or set --tmpdir",
                writer.valve().failure().message());
        assertEquals(20 * size, given.get());
        assertEquals("before\n", out.text());
    }

    @Test
    void aDirectoryThatIsNotThereIsNotSaidToBeFull() {
        SpillStore missing = new SpillStore(
                () -> {
                    throw new NoSuchFileException("/spill/drover-1");
                },
                Path.of("/spill"));
        OutputWriter writer =
                new OutputWriter(new OutputConfig(OutputMode.GROUP, false, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false), out, error, missing);
        for (int i = 0; i < 20; i++) {
            writer.chunk(task(1), false, ByteString.copyFrom(new byte[1 << 20]), receipt);
        }
        writer.finished(ok(task(1), "", ""));
        writer.close();
        assertEquals(
                "cannot write output to /spill: No such directory; set --tmpdir or TMPDIR to a directory that can be"
                        + " written to",
                writer.valve().failure().message());
    }

    /** Whatever is shown of it, and whatever becomes of the task: what is not given back would hold up its worker for ever. */
    @ParameterizedTest
    @EnumSource(OutputMode.class)
    void everyByteIsGivenBack(OutputMode mode) {
        for (Shown shown : List.of(
                Shown.OUTPUT, new Shown(true, false, null), new Shown(false, true, null), new Shown(true, true, new ShellCalls("f", line -> line)))) {
            for (String failure : new String[] {null, "No space left on device"}) {
                given.set(0);
                Recording to = new Recording();
                if (failure != null) {
                    to.failWith(failure);
                }
                OutputConfig config = new OutputConfig(
                        mode, true, true, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false, new Screen(80, 25), shown);
                try (OutputWriter writer = new OutputWriter(config, to, new Recording())) {
                    for (int id = 4; id > 0; id--) {
                        writer.chunk(task(id), false, utf8("line\nand part"), receipt);
                        writer.chunk(task(id), true, utf8("x".repeat(200_000)), receipt);
                    }
                    writer.discarded(task(1));
                    writer.retried(finished(task(2), new Outcome.Exited(1), "", ""));
                    writer.chunk(task(2), false, utf8("again"), receipt);
                    writer.finished(ok(task(2), "end", ""));
                    writer.finished(finished(task(3), Outcome.CANCELLED, "", ""));
                    // Task 4 never ends.
                }
                assertEquals(4 * (13 + 200_000) + 5, given.get(), () -> mode + " " + shown + " " + failure);
            }
        }
    }

    @Test
    void aSlowReaderMakesItCongestedUntilHalfIsWritten() throws Exception {
        CountDownLatch mayWrite = new CountDownLatch(1);
        Recording slow = new Recording();
        var gate = new java.nio.channels.WritableByteChannel() {
            @Override
            public int write(java.nio.ByteBuffer bytes) throws IOException {
                await(mayWrite);
                return slow.write(bytes);
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        OutputWriter writer =
                new OutputWriter(new OutputConfig(OutputMode.GROUP, false, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false), gate, error);
        CountDownLatch woken = new CountDownLatch(1);
        writer.valve().onChange(woken::countDown);
        for (int id = 1; id <= 40; id++) {
            writer.finished(ok(task(id), "z".repeat(500_000), ""));
            writer.roundOver();
        }
        assertTrue(writer.valve().congested());
        mayWrite.countDown();
        assertTrue(await(woken));
        assertFalse(writer.valve().congested());
        writer.close();
        assertEquals(40 * 500_000, slow.text().length());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Recording recording, String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!recording.text().equals(text)) {
            assertTrue(System.nanoTime() < deadline, () -> "last seen: " + recording.text());
            Thread.onSpinWait();
        }
    }
}
