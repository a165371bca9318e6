package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeftoversTest {
    @TempDir
    private Path parent;

    private Path made(String directory, String file) throws IOException {
        Path path = Files.createDirectories(parent.resolve(directory));
        return Files.createFile(path.resolve(file));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatNobodyHasLockedGoes() throws IOException {
        made("drover-run-1", "worker-0.1.log");
        Files.createDirectory(parent.resolve("drover-run-2"));
        Leftovers.remove(parent);
        assertEquals(List.of(), left());
    }

    @Test
    void whatWasBeingUnpackedLongAgoGoes() throws IOException {
        made("drover-run-1", "worker-0.1.log");
        made("drover-native-1", "libjnidispatch.so");
        made("drover-native-2", "libsqlitejdbc.so");
        made("drover-native-3", "thesis.tex");
        for (int i = 1; i <= 3; i++) {
            Files.setLastModifiedTime(parent.resolve("drover-native-" + i), FileTime.from(Instant.now().minusSeconds(120)));
        }
        made("drover-native-4", "libjnidispatch.so");
        Leftovers.remove(parent);
        assertEquals(List.of("drover-native-3", "drover-native-4"), left());
    }

    @Test
    void theDirectoryOfALivingRunStays() throws IOException {
        RunDirectory living = RunDirectory.createIn(parent);
        Path log = Files.createFile(living.log(0, 1));
        Leftovers.remove(parent);
        assertTrue(Files.exists(log));
        living.close();
        assertEquals(List.of(), left());
    }

    @Test
    void whatIsNotOfARunStays() throws IOException {
        made("drover-running", "worker-0.1.log");
        made("drover-run-1", "thesis.tex");
        made("elsewhere", "worker-0.1.log");
        Files.createSymbolicLink(parent.resolve("drover-run-2"), parent.resolve("elsewhere"));
        Files.createFile(parent.resolve("drover-run-3"));
        Leftovers.remove(parent);
        assertEquals(List.of("drover-run-1", "drover-run-2", "drover-run-3", "drover-running", "elsewhere"), left());
        assertTrue(Files.exists(parent.resolve("elsewhere/worker-0.1.log")));
        assertTrue(Files.exists(parent.resolve("drover-run-1/thesis.tex")));
    }

    /** A directory that is made, but not locked yet, looks like one that was left behind. */
    @Test
    void aRunThatBeginsKeepsItsDirectory() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService cleaner = Executors.newSingleThreadExecutor();
        try {
            Future<?> cleaning = cleaner.submit(() -> {
                while (!over.get()) {
                    Leftovers.remove(parent);
                }
            });
            for (int i = 0; i < 200; i++) {
                try (RunDirectory directory = RunDirectory.createIn(parent)) {
                    Files.createFile(directory.log(0, 1));
                }
            }
            over.set(true);
            cleaning.get();
        } finally {
            over.set(true);
            cleaner.shutdown();
        }
        assertEquals(List.of(), left());
    }
}
