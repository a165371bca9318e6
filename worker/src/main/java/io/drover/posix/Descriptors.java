package io.drover.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Pipes, and what is done with any descriptor. Who gets a descriptor closes it; all are close-on-exec. */
public final class Descriptors {
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int FALLOC_FL_PUNCH_HOLE = 2;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int O_NONBLOCK = 0x800;
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

    /** Where other processes of this user can open the file behind {@code descriptor}, as long as it is open here. */
    public static String pathOf(int descriptor) {
        // Not /proc/self, which would be their own.
        return "/proc/" + ThisProcess.id() + "/fd/" + descriptor;
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

    /** Makes {@code to} a copy of {@code from}, in place of what it was. Those that are started have it, too. */
    public static void duplicateTo(int from, int to) {
        if (LibC.dup2(from, to) < 0) {
            throw new PosixException("dup2", Native.getLastError());
        }
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
