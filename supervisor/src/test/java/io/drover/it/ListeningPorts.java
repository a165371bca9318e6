package io.drover.it;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The TCP ports a process listens on, as anybody on the machine can find them. */
final class ListeningPorts {
    private static final String LISTEN = "0A";
    private static final String ESTABLISHED = "01";

    private ListeningPorts() {}

    /** Of processes that may have ended by now. */
    static List<Integer> ofAny(Collection<Integer> pids) {
        try {
            Set<String> inodes = new HashSet<>();
            for (int pid : pids) {
                inodes.addAll(socketsOfAny(pid));
            }
            return inodes.isEmpty() ? List.of() : of(inodes);
        } catch (IOException e) {
            return List.of();
        }
    }

    static List<Integer> of(int pid) throws IOException {
        return of(sockets(pid));
    }

    private static List<Integer> of(Set<String> inodes) throws IOException {
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = Path.of("/proc/net", table);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (!line.contains(" " + LISTEN + " ")) {
                    continue;
                }
                String[] fields = line.strip().split(" +");
                if (fields.length > 9 && fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
                    ports.add(Integer.parseInt(fields[1].substring(fields[1].lastIndexOf(':') + 1), 16));
                }
            }
        }
        return List.copyOf(ports);
    }

    /** Where the connections come from that ports have now, as anybody can see. */
    static List<InetAddress> callersOf(Collection<Integer> ports) {
        Set<InetAddress> callers = new HashSet<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/net/tcp"))) {
                String[] fields = line.strip().split(" +");
                if (fields[3].equals(ESTABLISHED)
                        && ports.contains(Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16))) {
                    int address = Integer.reverseBytes((int) Long.parseLong(fields[2].substring(0, 8), 16));
                    callers.add(InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(address).array()));
                }
            }
        } catch (IOException e) {
            // Nothing can be seen.
        }
        return List.copyOf(callers);
    }

    private static Set<String> socketsOfAny(int pid) {
        try {
            return sockets(pid);
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Set<String> sockets(int pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (IOException e) {
                    // Closed since it was listed.
                }
            }
        }
        return inodes;
    }
}
