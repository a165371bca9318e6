package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The address of a socket in a directory whose name may be too long for one: 107 bytes are all it can have (unix(7)). */
public final class SocketName implements AutoCloseable {
    private final int descriptor;
    private final String file;

    /** @param file its name in {@code directory} */
    public SocketName(Path directory, String file) {
        this.descriptor = NamedFiles.openDirectory(directory.toString());
        this.file = file;
    }

    /** {@return leads there until this is closed} */
    public UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(Descriptors.pathOf(descriptor) + "/" + file);
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}
