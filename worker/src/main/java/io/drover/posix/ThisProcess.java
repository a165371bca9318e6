package io.drover.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** This process, by its number. {@link ProcessHandle} knows it, too, but begins with a pool of threads. */
public final class ThisProcess {
    private static final int ID = Integer.parseInt(word(0));

    private ThisProcess() {}

    public static int id() {
        return ID;
    }

    /**
     * Whether it is the first of its PID namespace, as in a container: the kernel gives it all orphans there, and keeps from it what would
     * end or stop it by default (pid_namespaces(7)).
     */
    public static boolean isFirst() {
        return ID == 1;
    }

    /** Who started it, or adopted it since; 0: somebody who cannot be seen from here. */
    public static int parent() {
        return Integer.parseInt(word(3));
    }

    /** Of "id (name) state parent ...", in which the name may hold anything. */
    private static String word(int index) {
        try (FileInputStream in = new FileInputStream("/proc/self/stat")) {
            String stat = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int from = index == 0 ? 0 : stat.lastIndexOf(')') + 2;
            for (int i = 2; i < index; i++) {
                from = stat.indexOf(' ', from) + 1;
            }
            return stat.substring(from, stat.indexOf(' ', from));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no /proc", e);
        }
    }
}
