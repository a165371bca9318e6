package io.drover.posix;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** What is done while this process has but a few descriptors left. */
public final class FewDescriptors {
    private static final int RLIMIT_NOFILE = 7;

    private final List<Integer> taken = new ArrayList<>();
    private final Memory limits = new Memory(16);
    private final long soft;

    /** Does {@code what}, for which {@code left} can be opened, and returns how many stay open after it. */
    public static int leakOf(int left, Runnable what) {
        // What loads the C library keeps some for itself.
        Descriptors.close(NamedFiles.openReadOnly("/dev/null"));
        int before = open().size();
        FewDescriptors few = new FewDescriptors(left);
        try {
            what.run();
        } finally {
            few.giveBack();
        }
        return open().size() - before;
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

    private void giveBack() {
        free(taken.size());
        limits.setLong(0, soft);
        call("setrlimit");
    }
}
