package io.drover.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Files, pipes and memory by their descriptors. Who gets a descriptor closes it; all are close-on-exec. */
public final class Descriptors {
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_SEAL_SHRINK_AND_GROW = 2 | 4;
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int MFD_NOEXEC_SEAL = 8;
    private static final int MFD_EXEC = 0x10;
    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int FALLOC_FL_PUNCH_HOLE = 2;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    // These two differ between processors.
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    private static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    private static final int O_WRONLY = 1;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_WRONLY_CREAT_EXCL = 0xc1;
    private static final int O_WRONLY_CREAT_APPEND = 0x441;
    private static final int O_WRONLY_CREAT_TRUNC = 0x241;
    private static final ThreadLocal<NativeBuffer> PIPE_BUFFER = ThreadLocal.withInitial(() -> new NativeBuffer(8));

    private Descriptors() {}

    /** A pipe whose ends no child inherits unless it is given them. */
    public static Pipe pipe() {
        NativeBuffer buffer = PIPE_BUFFER.get();
        if (LibC.pipe2(buffer.address(), O_CLOEXEC) != 0) {
            throw new PosixException("pipe2", Native.getLastError());
        }
        return new Pipe(buffer.bytes().getInt(0), buffer.bytes().getInt(4));
    }

    /** Several pipes: all of them, or none stays open. */
    public static List<Pipe> pipes(int count) {
        List<Pipe> pipes = new ArrayList<>(count);
        try {
            while (pipes.size() < count) {
                pipes.add(pipe());
            }
            return pipes;
        } catch (PosixException e) {
            for (Pipe pipe : pipes) {
                close(pipe.readEnd());
                close(pipe.writeEnd());
            }
            throw e;
        }
    }

    /** Descriptors of a pipe. */
    public record Pipe(int readEnd, int writeEnd) {}

    public static void close(int descriptor) {
        LibC.close(descriptor);
    }

    /** Reads at most the buffer's capacity into its start; 0 at the end of the file, -1 if nothing is there yet. */
    public static int read(int descriptor, NativeBuffer buffer) {
        while (true) {
            long count = LibC.read(descriptor, buffer.address(), buffer.bytes().capacity());
            if (count >= 0) {
                return (int) count;
            }
            int errno = Native.getLastError();
            if (errno == PosixException.EAGAIN) {
                return -1;
            }
            if (errno != PosixException.EINTR) {
                throw new PosixException("read", errno);
            }
        }
    }

    /** Writes all of {@code bytes}. */
    public static void write(int descriptor, byte[] bytes) {
        write(descriptor, ByteBuffer.wrap(bytes));
    }

    /** Writes all that remains in {@code bytes}. */
    public static void write(int descriptor, ByteBuffer bytes) {
        NativeBuffer buffer = new NativeBuffer(Math.max(1, Math.min(bytes.remaining(), 1 << 16)));
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), buffer.bytes().capacity());
            buffer.bytes().put(0, bytes, bytes.position(), count);
            long written = LibC.write(descriptor, buffer.address(), count);
            if (written >= 0) {
                bytes.position(bytes.position() + (int) written);
            } else if (Native.getLastError() != PosixException.EINTR) {
                throw new PosixException("write", Native.getLastError());
            }
        }
    }

    /** From now on {@link #tryWrite} to {@code descriptor} does not wait. */
    public static void makeNonBlocking(int descriptor) {
        if (LibC.fcntl(descriptor, F_SETFL, O_NONBLOCK) < 0) {
            throw new PosixException("fcntl", Native.getLastError());
        }
    }

    /** Writes as much of the first {@code count} bytes as there is room for; returns how many that were. */
    public static int tryWrite(int descriptor, NativeBuffer buffer, int count) {
        while (true) {
            long written = LibC.write(descriptor, buffer.address(), count);
            if (written >= 0) {
                return (int) written;
            }
            int errno = Native.getLastError();
            if (errno == PosixException.EAGAIN) {
                return 0;
            }
            if (errno != PosixException.EINTR) {
                throw new PosixException("write", errno);
            }
        }
    }

    /** An anonymous file that holds {@code content}, to be read from its start. */
    public static int memoryFile(byte[] content) {
        return memoryFile(MFD_CLOEXEC, MFD_NOEXEC_SEAL, content);
    }

    /**
     * Memory of {@code size} zero bytes that processes share by its descriptor. It is all there, so that no access fails
     * later for want of it, and nobody can make it shorter, which would be the end of whoever has it mapped (SIGBUS).
     */
    public static int sharedMemory(int size) {
        int descriptor = memoryFile(MFD_CLOEXEC | MFD_ALLOW_SEALING, MFD_NOEXEC_SEAL, new byte[size]);
        if (LibC.fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK_AND_GROW) < 0) {
            int errno = Native.getLastError();
            close(descriptor);
            throw new PosixException("fcntl", errno);
        }
        return descriptor;
    }

    /** One that may hold a library: unlike a file of that name it is gone with the process, whatever ends that. */
    public static int executableMemory(byte[] content) {
        return memoryFile(MFD_CLOEXEC, MFD_EXEC, content);
    }

    private static int memoryFile(int flags, int kind, byte[] content) {
        byte[] name = Posix.cString("drover".getBytes(StandardCharsets.US_ASCII));
        int descriptor = LibC.memfd_create(name, flags | kind);
        if (descriptor < 0 && Native.getLastError() == PosixException.EINVAL) {
            // Linux before 6.3 does not know kinds; a newer one may insist on one (vm.memfd_noexec).
            descriptor = LibC.memfd_create(name, flags);
        }
        if (descriptor < 0) {
            throw new PosixException("memfd_create", Native.getLastError());
        }
        try {
            write(descriptor, content);
        } catch (PosixException e) {
            close(descriptor);
            throw e;
        }
        LibC.lseek(descriptor, 0, 0);
        return descriptor;
    }

    /**
     * Gives back the space of the first {@code length} bytes, which read as zeros from then on; all others keep their
     * places (fallocate(2)). Where the file system cannot do that the file becomes empty, and the answer is false.
     */
    public static boolean discardStart(int descriptor, long length) {
        if (LibC.fallocate(descriptor, FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE, 0, length) == 0) {
            return true;
        }
        if (LibC.ftruncate(descriptor, 0) != 0) {
            throw new PosixException("ftruncate", Native.getLastError());
        }
        return false;
    }

    /**
     * A private file in {@code directory} that has lost its name before the first byte is in it: nobody else opens it,
     * and the kernel takes the space back even if we are killed. Open for writing; see {@link #pathOf}.
     */
    public static int unnamedFile(String directory) {
        String path = directory + "/drover-" + UUID.randomUUID();
        int descriptor = createNew(path);
        LibC.unlink(Posix.cString(path.getBytes(StandardCharsets.UTF_8)));
        return descriptor;
    }

    /** Where other processes of this user can open the file behind {@code descriptor}, as long as it is open here. */
    public static String pathOf(int descriptor) {
        // Not /proc/self, which would be their own.
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
    }

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

    /** Copies {@code length} bytes of {@code from}, from {@code offset} on, to the descriptor {@code to} (sendfile(2)). */
    public static void copy(int from, long offset, long length, int to) {
        LibC.lseek(from, offset, 0);
        long left = length;
        while (left > 0) {
            long copied = LibC.sendfile(to, from, 0, Math.min(left, 1 << 20));
            if (copied == 0) {
                return;
            }
            if (copied > 0) {
                left -= copied;
            } else if (Native.getLastError() != PosixException.EINTR) {
                throw new PosixException("sendfile", Native.getLastError());
            }
        }
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
     * Takes a lock that goes when this descriptor and all copies of it are closed (flock(2)); waits while somebody else
     * has it. Throws where the file system has no such locks.
     */
    public static void lock(int descriptor) {
        while (!lock(descriptor, LOCK_EX)) {
            // A signal came.
        }
    }

    /** As {@link #lock}, but false if somebody else has it. */
    public static boolean tryLock(int descriptor) {
        return lock(descriptor, LOCK_EX | LOCK_NB);
    }

    private static boolean lock(int descriptor, int operation) {
        if (LibC.flock(descriptor, operation) == 0) {
            return true;
        }
        int errno = Native.getLastError();
        if (errno == PosixException.EAGAIN || errno == PosixException.EINTR) {
            return false;
        }
        throw new PosixException("flock", errno);
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

    /** A copy of {@code descriptor} with the lowest free number from {@code lowest} on. */
    public static int duplicate(int descriptor, int lowest) {
        int copy = LibC.fcntl(descriptor, F_DUPFD_CLOEXEC, lowest);
        if (copy < 0) {
            throw new PosixException("fcntl", Native.getLastError());
        }
        return copy;
    }
}
