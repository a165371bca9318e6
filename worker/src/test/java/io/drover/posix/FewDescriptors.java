package io.drover.posix;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is done while this process has but a few descriptors left. */
public final class FewDescriptors {
    private static final int RLIMIT_NOFILE = 7;

    private final List<Integer> taken = new ArrayList<>();
    private final Memory limits = new Memory(16);
    private final long soft;

    /**
     * Does {@code what}, for which {@code left} can be opened, and returns the pipes that stay open after it. Only
     * pipes, for the JVM itself opens and closes files at any time (proc(5), cgroups(7)).
     */
    public static Set<String> pipesLeftBy(int left, Runnable what) {
        // What loads the C library and the classes has descriptors yet.
        Descriptors.close(NamedFiles.openReadOnly("/dev/null"));
        Set<String> before = pipes();
        FewDescriptors few = new FewDescriptors(left);
        try {
            what.run();
        } finally {
            few.giveBack();
        }
        Set<String> after = pipes();
        after.removeAll(before);
        return after;
    }

    private FewDescriptors(int left) {
        call("getrlimit");
        soft = limits.getLong(0);
        limits.setLong(0, highest() + 16);
        call("setrlimit");
        try {
            while (true) {
                taken.add(NamedFiles.openReadOnly("/dev/null"));
            }
        } catch (PosixException e) {
            free(left);
        }
    }

    private void call(String function) {
        NativeLibrary.getProcess().getFunction(function).invokeInt(new Object[] {RLIMIT_NOFILE, limits});
    }

    private void free(int count) {
        for (int i = 0; i < count; i++) {
            Descriptors.close(taken.remove(taken.size() - 1));
        }
    }

    private static int highest() {
        return open().stream().mapToInt(Integer::parseInt).max().orElseThrow();
    }

    private static List<String> open() {
        return List.of(new File("/proc/self/fd").list());
    }

    /** Each by the name that the kernel gives it. */
    private static Set<String> pipes() {
        Set<String> pipes = new TreeSet<>();
        for (String descriptor : open()) {
            try {
                pipes.add(Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).toString());
            } catch (IOException e) {
                // It was closed since the directory was read.
            }
        }
        pipes.removeIf(name -> !name.startsWith("pipe:"));
        return pipes;
    }

    private void giveBack() {
        free(taken.size());
        limits.setLong(0, soft);
        call("setrlimit");
    }
}
