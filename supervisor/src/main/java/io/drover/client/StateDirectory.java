package io.drover.client;

import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this user keeps what is to outlive a restart; see the XDG Base Directory Specification. */
public final class StateDirectory {
    private StateDirectory() {}

    /**
     * Makes it if it is not there, for nobody else to look into.
     *
     * @throws IOException if it cannot be made; the message is for the user
     */
    public static Path make() throws IOException {
        String chosen = System.getenv("XDG_STATE_HOME");
        Path state = chosen == null || !chosen.startsWith("/") ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(chosen);
        Path directory = state.resolve("drover");
        try {
            return Files.createDirectories(directory, OwnerOnly.DIRECTORY);
        } catch (IOException e) {
            throw new IOException("cannot make " + directory + ": let --store name a file", e);
        }
    }
}
