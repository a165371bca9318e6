package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The address of a socket in a directory whose name may be too long for one: 107 bytes are all it can have (unix(7)). */
public final class SocketName implements AutoCloseable {
    private static final int LONGEST = 107;
    private static final int NOT_OPEN = -1;

    private final Path path;
    /** Of the directory, where its name is too long. To open it takes the native part, which whoever only asks does without. */
    private final int descriptor;

    /** @param file its name in {@code directory} */
    public SocketName(Path directory, String file) {
        path = directory.resolve(file);
        boolean fits = path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        descriptor = fits ? NOT_OPEN : NamedFiles.openDirectory(directory.toString());
    }

    /** {@return leads there until this is closed} */
    public UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(descriptor == NOT_OPEN ? path : Path.of(Descriptors.pathOf(descriptor), path.getFileName().toString()));
    }

    @Override
    public void close() {
        if (descriptor != NOT_OPEN) {
            Descriptors.close(descriptor);
        }
    }
}
