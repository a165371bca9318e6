package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path parent;

    /** systemd-tmpfiles takes flock(2) of each directory itself, and passes over those that it does not get: tmpfiles.d(5). */
    @Test
    void whoeverRemovesOldFilesFindsItLocked() throws IOException {
        Path path;
        try (RunDirectory directory = RunDirectory.createIn(parent)) {
            path = directory.path();
            int cleaner = NamedFiles.openDirectory(path.toString());
            assertFalse(Descriptors.tryLock(cleaner));
            Descriptors.close(cleaner);
        }
        assertFalse(Files.exists(path));
    }
}
