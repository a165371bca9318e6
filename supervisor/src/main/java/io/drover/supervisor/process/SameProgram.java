package io.drover.supervisor.process;

import io.drover.posix.Helpers;
import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import io.drover.posix.Spawner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Starts the program of this process anew, as it is installed now: in the same directory, and with the environment that this one was given. */
public final class SameProgram {
    /** Names the script that has started this JVM. */
    private static final String LAUNCHER = "-Ddrover.launcher=";

    private static final String COUNT = "LISTEN_FDS=";

    private static final List<byte[]> SHELL = Stream.of("/bin/sh", "-c", "export LISTEN_PID=$$; exec \"$@\"", "sh")
            .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    private SameProgram() {}

    /**
     * Starts it, in the same process group. Until {@link #ended} it is nobody's orphan.
     *
     * @param words of the command line, without the program
     * @param more words behind them
     * @param without names of variables that it does not get
     * @param variables that it gets in addition
     * @param socket is for it, as if systemd had handed it over; empty: none is
     * @return its process id; to be waited for
     */
    public static int start(List<byte[]> words, List<byte[]> more, List<String> without, List<byte[]> variables, OptionalInt socket) {
        List<byte[]> environment = OriginalEnvironment.restored(ProcessTree.environment());
        environment.removeIf(other -> without.stream().anyMatch(name -> latin(other).startsWith(name + "=")));
        environment.addAll(variables);
        List<byte[]> line = line(words);
        line.addAll(more);
        int[] descriptors = IntStream.concat(IntStream.range(0, 3), socket.stream()).toArray();
        if (socket.isPresent()) {
            environment.removeIf(other -> latin(other).startsWith(COUNT));
            environment.add((COUNT + 1).getBytes(StandardCharsets.ISO_8859_1));
            // Only the new process knows its number, by which it sees that they are for it.
            line.addAll(0, SHELL);
        }
        Spawner.Request request = new Spawner.Request(
                line.get(0), line, environment, Posix.groupOf(0), null, Spawner.Inherited.NOTHING, descriptors);
        return Helpers.start(() -> new Spawner().spawn(request));
    }

    /** Somebody has waited for it. */
    public static void ended(int pid) {
        Helpers.forget(pid);
    }

    private static List<byte[]> line(List<byte[]> words) {
        List<byte[]> own = ProcessTree.commandLine();
        for (byte[] word : own) {
            if (latin(word).startsWith(LAUNCHER)) {
                List<byte[]> line = new ArrayList<>(List.of(latin(word).substring(LAUNCHER.length()).getBytes(StandardCharsets.ISO_8859_1)));
                line.addAll(words);
                return line;
            }
        }
        if (latin(own.get(0)).indexOf('/') < 0) {
            own.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString().getBytes(StandardCharsets.UTF_8));
        }
        return own;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
