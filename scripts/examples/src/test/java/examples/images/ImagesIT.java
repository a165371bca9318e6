package examples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import examples.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesIT {
    private static final String PAGE = "src/main/java/examples/images/README.md";
    private static final int IMAGES = 1000;
    /** Of each image, so that all of them are more than a process may have. */
    private static final int MORE_BYTES = 100 << 10;
    /** What nobody has any more is not to be taken for what is kept. */
    private static final String SMALL_HEAPS = "JDK_JAVA_OPTIONS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx48m' ";
    private static final int ROOM = 20;
    /** Images, where some are enough. */
    private static final int SOME = 160;
    /** Of the widest stage. */
    private static final int SLOTS = 8;

    @TempDir
    Path directory;

    @Test
    void aSlowUploadKeepsTheDownloadWaiting() throws Exception {
        try (ImageServer server = new ImageServer(MORE_BYTES)) {
            String line = line(server, IMAGES);
            try (Program program = new Program(directory, SMALL_HEAPS + line)) {
                program.await("pictures to wait", () -> waitForUpload(program) >= ROOM);
                awaitIdle(program);
                // What runs when there is no room any more adds to what waits.
                assertTrue(waitForUpload(program) < 2 * ROOM, program::describe);
                server.take(10);
                program.await("upload", () -> server.taken().size() == 10);
                // Two queues of 20, slots, and what was on its way: far from all.
                assertTrue(server.sent() < 150, () -> server.sent() + " were downloaded");
                Map<Long, Long> before = program.residentKib();
                server.take(IMAGES - 50);
                program.await("most of the upload", () -> server.taken().size() == IMAGES - 40);
                assertFlat(before, program.residentKib());
                server.take(IMAGES);
                String printed = program.finish(0);
                assertTrue(printed.endsWith("\n" + IMAGES + " items finished\n"), printed);
            }
            assertAllTaken(server, IMAGES);
            assertEquals(IMAGES, server.sent());
        }
    }

    /** Had one of them kept what has passed, it would have twice as much, or died of it. */
    private static void assertFlat(Map<Long, Long> before, Map<Long, Long> after) {
        assertEquals(before.keySet(), after.keySet());
        after.forEach((pid, kib) -> assertTrue(kib < 2 * before.get(pid), () -> "KiB by process: " + before + ", then " + after));
    }

    @Test
    void whoIsKilledGoesOnByItsJournal() throws Exception {
        try (ImageServer server = new ImageServer(0)) {
            String line = line(server, SOME) + " images.db";
            server.take(SOME / 4);
            try (Program first = new Program(directory, line)) {
                first.await("a quarter", () -> server.taken().size() == SOME / 4);
                first.killAWorker();
                // Those that waited to be taken from one that is killed are taken, and come again.
                server.take(SOME / 4 + SLOTS);
                first.await("a half", () -> server.taken().size() >= SOME / 2);
                first.kill();
            }
            server.take(2 * SOME);
            try (Program second = new Program(directory, line)) {
                String printed = second.finish(0);
                int left = Integer.parseInt(printed.replaceFirst("(?s).*\n(\\d+) items finished\n$", "$1"));
                assertTrue(left >= SOME / 2 - 2 * SLOTS && left < SOME, printed);
            }
            assertAllTaken(server, SOME);
            // Those that were on their way came twice, and nobody else.
            assertTrue(server.sent() <= SOME + 3 * SLOTS, () -> server.sent() + " were downloaded");
        }
    }

    private String line(ImageServer server, int images) throws IOException {
        Files.write(directory.resolve("images.txt"),
                IntStream.range(0, images).mapToObj(i -> server.address() + "/large/image" + i + ".jpg").toList());
        return Program.lineOfPage(PAGE, "scripts/examples/run images").replaceFirst("http://[^/]+", server.address());
    }

    private static void assertAllTaken(ImageServer server, int images) {
        assertEquals(images, server.taken().size());
        server.taken().values().forEach(image -> assertEquals("8x6", image.getWidth() + "x" + image.getHeight()));
    }

    /** As it has said last. */
    private static int waitForUpload(Program program) {
        Matcher wait = Pattern.compile("upload: (\\d+) wait").matcher(program.output());
        int last = 0;
        while (wait.find()) {
            last = Integer.parseInt(wait.group(1));
        }
        return last;
    }

    /** Nobody polls while nothing can be done; what is compiled in the background may take a while to be over. */
    private static void awaitIdle(Program program) throws Exception {
        long[] before = {program.cpuMillis()};
        program.await("half a second in which hardly anything is done", () -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            long now = program.cpuMillis();
            boolean idle = now - before[0] <= 50;
            before[0] = now;
            return idle;
        });
    }
}
