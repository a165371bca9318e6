package io.drover.cli.words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many processors the machine has, by what is counted.
 *
 * @param threads what we may run on at a time
 */
public record CpuCount(int threads, int cores, int sockets) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    public static CpuCount ofThisMachine() {
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            return of(threads, Files.readAllLines(CPUINFO, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return of(threads, List.of());
        }
    }

    /** @param lines of /proc/cpuinfo, which on some architectures says nothing about cores */
    static CpuCount of(int threads, List<String> lines) {
        Set<String> sockets = new HashSet<>();
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : lines) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("physical id")) {
                socket = value;
                sockets.add(socket);
            } else if (line.startsWith("core id")) {
                cores.add(socket + " " + value);
            }
        }
        int coreCount = cores.isEmpty() ? threads : Math.min(threads, cores.size());
        return new CpuCount(threads, coreCount, Math.max(1, Math.min(coreCount, sockets.size())));
    }
}
