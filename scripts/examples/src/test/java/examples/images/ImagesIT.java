package examples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import examples.Program;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int ROOM = 20;

    @TempDir
    Path directory;

    @Test
    void aSlowUploadKeepsTheDownloadWaiting() throws Exception {
        try (ImageServer server = new ImageServer()) {
            Files.write(directory.resolve("images.txt"),
                    IntStream.range(0, IMAGES).mapToObj(i -> server.address() + "/large/image" + i + ".jpg").toList());
            String line = Program.lineOfPage(PAGE, "scripts/examples/run images").replaceFirst("http://[^/]+", server.address());
            try (Program program = new Program(directory, line)) {
                program.await("pictures to wait", () -> waitForUpload(program) >= ROOM);
                awaitIdle(program);
                // What runs when there is no room any more adds to what waits.
                assertTrue(waitForUpload(program) < 2 * ROOM, program::describe);
                server.take(10);
                program.await("upload", () -> server.taken().size() == 10);
                // Two queues of 20, slots, and what was on its way: far from all.
                assertTrue(server.sent() < 150, () -> server.sent() + " were downloaded");
                server.take(IMAGES);
                String printed = program.finish(0);
                assertTrue(printed.endsWith("\n" + IMAGES + " items finished\n"), printed);
            }
            assertEquals(IMAGES, server.taken().size());
            server.taken().values().forEach(image -> assertEquals("8x6", image.getWidth() + "x" + image.getHeight()));
            assertEquals(IMAGES, server.sent());
        }
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
