package io.drover.posix;

import java.util.Map;

/** A system call failed for a reason that its caller did not expect. */
public final class PosixException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int E2BIG = 7;
    public static final int ENOEXEC = 8;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EINVAL = 22;
    public static final int EPIPE = 32;

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(EPERM, "Operation not permitted"),
            Map.entry(ENOENT, "No such file or directory"),
            Map.entry(E2BIG, "Argument list too long"),
            Map.entry(ENOEXEC, "Exec format error"),
            Map.entry(ECHILD, "No child processes"),
            Map.entry(EAGAIN, "Resource temporarily unavailable"),
            Map.entry(12, "Cannot allocate memory"),
            Map.entry(EACCES, "Permission denied"),
            Map.entry(20, "Not a directory"),
            Map.entry(23, "Too many open files in system"),
            Map.entry(24, "Too many open files"),
            Map.entry(26, "Text file busy"),
            Map.entry(27, "File too large"),
            Map.entry(28, "No space left on device"),
            Map.entry(30, "Read-only file system"),
            Map.entry(40, "Too many levels of symbolic links"),
            Map.entry(122, "Disk quota exceeded"));

    private final int errno;

    public PosixException(String call, int errno) {
        super(call + ": " + text(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** What strerror(3) says, for the errors that users meet. */
    public static String text(int errno) {
        return TEXTS.getOrDefault(errno, "errno " + errno);
    }
}
