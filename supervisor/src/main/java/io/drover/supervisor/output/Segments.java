package io.drover.supervisor.output;

import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/** Opens files for a {@link SpillStore}; a seam for tests with a full disk. */
@FunctionalInterface
interface Segments {
    SeekableByteChannel open() throws IOException;

    /**
     * Files in {@code tmpdir} that have lost their name before the first byte is in them: nobody else opens them, and
     * the kernel takes the space back even if we are killed.
     */
    static Segments unlinkedIn(Path tmpdir) {
        return () -> {
            Path path = tmpdir.resolve("drover-" + UUID.randomUUID());
            SeekableByteChannel channel = Files.newByteChannel(
                    path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE), OwnerOnly.FILE);
            try {
                Files.delete(path);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            return channel;
        };
    }
}
