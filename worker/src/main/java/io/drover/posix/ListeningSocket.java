package io.drover.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A socket of this process that listens at a port, as proc(5) shows it: the JDK does not say which descriptor is its. */
public final class ListeningSocket {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final String LISTENS = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSocket() {}

    /**
     * Finds it.
     *
     * @return its descriptor, which stays whose it is; empty: there is none, or it cannot be seen
     */
    public static OptionalInt at(int port) {
        try {
            Map<String, Integer> own = sockets();
            for (Path table : TABLES) {
                for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                    String[] fields = line.strip().split(" +");
                    boolean listens = fields.length > INODE && fields[STATE].equals(LISTENS);
                    Integer descriptor = listens ? own.get("socket:[" + fields[INODE] + "]") : null;
                    if (descriptor != null && Integer.parseInt(fields[ADDRESS].substring(fields[ADDRESS].lastIndexOf(':') + 1), 16) == port) {
                        return OptionalInt.of(descriptor);
                    }
                }
            }
        } catch (IOException e) {
            // A machine that hides them.
        }
        return OptionalInt.empty();
    }

    private static Map<String, Integer> sockets() throws IOException {
        Map<String, Integer> sockets = new HashMap<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                try {
                    sockets.put(Files.readSymbolicLink(descriptor).toString(), Integer.parseInt(descriptor.getFileName().toString()));
                } catch (IOException e) {
                    // It has been closed meanwhile.
                }
            }
        }
        return sockets;
    }
}
