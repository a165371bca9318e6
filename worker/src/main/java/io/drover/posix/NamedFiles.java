package io.drover.posix;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Files by their names. Who gets a descriptor closes it; all are close-on-exec. */
public final class NamedFiles {
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_WRONLY = 1;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_WRONLY_CREAT_EXCL = 0xc1;
    private static final int O_WRONLY_CREAT_APPEND = 0x441;
    private static final int O_WRONLY_CREAT_TRUNC = 0x241;
    // These two differ between processors.
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    private static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;

    private NamedFiles() {}

    public static int openReadOnly(String path) {
        return open(path, 0);
    }

    /** Opens for writing; of a FIFO waits until somebody reads it. */
    public static int openWriteOnly(String path) {
        return open(path, O_WRONLY);
    }

    /** Makes a private file that was not there, and opens it for writing. */
    public static int createNew(String path) {
        return open(path, O_WRONLY_CREAT_EXCL);
    }

    /** Opens for writing a file that is empty now, as a shell's {@code >} does. */
    public static int overwrite(byte[] path) {
        return open(path, O_WRONLY_CREAT_TRUNC, 0666);
    }

    /** Removes a file; whether it was there. */
    public static boolean unlink(byte[] path) {
        return LibC.unlink(Posix.cString(path)) == 0;
    }

    /** A directory itself, not one that a link leads to. */
    static int openDirectory(byte[] path) {
        return open(path, O_DIRECTORY | O_NOFOLLOW, 0);
    }

    /** Makes a private FIFO. */
    public static void makeFifo(String path) {
        if (LibC.mkfifo(Posix.cString(path.getBytes(StandardCharsets.UTF_8)), 0600) != 0) {
            throw new PosixException("mkfifo " + path, Native.getLastError());
        }
    }

    /** Opens for reading without waiting; lets somebody go on who waits in {@link #openWriteOnly} of a FIFO. */
    public static int openNonBlocking(String path) {
        return open(path, O_NONBLOCK);
    }

    /** Opens a private file for appending, making it if need be. */
    public static int openForAppend(String path) {
        return open(path, O_WRONLY_CREAT_APPEND);
    }

    /** Opens a directory itself, not what a link of that name leads to. */
    public static int openDirectory(String path) {
        return open(path, O_DIRECTORY | O_NOFOLLOW);
    }

    /**
     * A private file in {@code directory} that has lost its name before the first byte is in it: nobody else opens it,
     * and the kernel takes the space back even if we are killed. Open for writing; see {@link Descriptors#pathOf}.
     */
    public static int unnamedFile(String directory) {
        String path = directory + "/drover-" + UUID.randomUUID();
        int descriptor = createNew(path);
        LibC.unlink(Posix.cString(path.getBytes(StandardCharsets.UTF_8)));
        return descriptor;
    }

    static int open(String path, int flags) {
        return open(path.getBytes(StandardCharsets.UTF_8), flags, 0600);
    }

    static int open(byte[] path, int flags, int mode) {
        int descriptor = LibC.open(Posix.cString(path), flags | O_CLOEXEC, mode);
        if (descriptor < 0) {
            throw new PosixException("open " + new String(path, StandardCharsets.UTF_8), Native.getLastError());
        }
        return descriptor;
    }
}
