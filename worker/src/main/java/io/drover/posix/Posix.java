package io.drover.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** System calls as Java methods. Answers that are no failures (ESRCH, ECHILD, EINTR) are values; the rest throws. */
public final class Posix {
    private static final int O_CLOEXEC = 0x80000;
    private static final int WNOHANG = 1;
    private static final int WSTOPPED = 2;
    private static final int P_ALL = 0;
    private static final int P_PID = 1;
    private static final int P_PGID = 2;
    private static final int PRIO_PROCESS = 0;
    private static final int WEXITED_WNOWAIT = 4 | 0x0100_0000;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_GET_CHILD_SUBREAPER = 37;
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
    private static final int TIOCGWINSZ = 0x5413;
    private static final int SIG_BLOCK = 0;
    private static final int SIG_UNBLOCK = 1;
    private static final int SIGSET_SIZE = 128;
    // These two differ between processors.
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    private static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_WRONLY_CREAT_EXCL = 0xc1;
    private static final int O_WRONLY_CREAT_APPEND = 0x441;
    private static final int O_WRONLY_CREAT_TRUNC = 0x241;

    /** struct rusage is 144 bytes on 64-bit Linux; the status word stands before it. */
    private static final ThreadLocal<NativeBuffer> WAIT_BUFFER = ThreadLocal.withInitial(() -> new NativeBuffer(8 + 144));

    private Posix() {}

    /** Loads the native library, which takes tens of milliseconds: call it early, from a thread that has time. */
    public static void preload() {
        LibC.isatty(0);
    }

    /** Sends {@code signal} to a process, or with a negative {@code pid} to a group; false if nobody is there. */
    public static boolean kill(int pid, Signal signal) {
        return kill(pid, signal.number());
    }

    public static boolean kill(int pid, int signal) {
        if (pid == 0 || pid == -1 || pid == 1) {
            throw new IllegalArgumentException("kill(" + pid + ") would reach strangers");
        }
        if (LibC.kill(pid, signal) == 0) {
            return true;
        }
        int errno = Native.getLastError();
        // EPERM: a member of the group that changed its user; nothing that we can do about it.
        if (errno == PosixException.ESRCH || errno == PosixException.EPERM) {
            return false;
        }
        throw new PosixException("kill", errno);
    }

    /** True if the process or (negative) group has a member, zombies included. */
    public static boolean exists(int pid) {
        return kill(pid, 0);
    }

    /** Waits for one child: {@code pid}, or with a negative value any of that group; empty if there is no such child. */
    public static Optional<Reaped> await(int pid) {
        return wait4(pid, 0);
    }

    /** As {@link #await}, but empty also if none has ended yet. */
    public static Optional<Reaped> poll(int pid) {
        return wait4(pid, WNOHANG);
    }

    private static Optional<Reaped> wait4(int pid, int options) {
        if (pid == -1) {
            throw new IllegalArgumentException("waiting for any child would take those of ProcessBuilder");
        }
        NativeBuffer buffer = WAIT_BUFFER.get();
        while (true) {
            int reaped = LibC.wait4(pid, buffer.address(), options, buffer.address() + 8);
            if (reaped > 0) {
                var bytes = buffer.bytes();
                long user = bytes.getLong(8) * 1_000_000 + bytes.getLong(16);
                long system = bytes.getLong(24) * 1_000_000 + bytes.getLong(32);
                return Optional.of(
                        new Reaped(reaped, ExitStatus.ofWaitStatus(bytes.getInt(0)), user, system, bytes.getLong(40)));
            }
            if (reaped == 0) {
                return Optional.empty();
            }
            int errno = Native.getLastError();
            if (errno == PosixException.ECHILD) {
                return Optional.empty();
            }
            if (errno != PosixException.EINTR) {
                throw new PosixException("wait4", errno);
            }
        }
    }

    /** Whether this process has any child, also one that has ended and was not waited for. */
    public static boolean hasChildren() {
        NativeBuffer info = new NativeBuffer(128);
        int options = WEXITED_WNOWAIT | WNOHANG;
        return LibC.waitid(P_ALL, 0, info.address(), options) == 0 || Native.getLastError() != PosixException.ECHILD;
    }

    /** Waits until a child of {@code group} has ended, without reaping it; false if the group has no child of ours. */
    public static boolean awaitEndOf(int group) {
        NativeBuffer info = new NativeBuffer(128);
        while (LibC.waitid(P_PGID, group, info.address(), WEXITED_WNOWAIT) != 0) {
            int errno = Native.getLastError();
            if (errno == PosixException.ECHILD) {
                return false;
            }
            if (errno != PosixException.EINTR) {
                throw new PosixException("waitid", errno);
            }
        }
        return true;
    }

    /** The signal that has stopped the child {@code pid}, once for each stop; 0: none has. */
    public static int stopOf(int pid) {
        NativeBuffer info = new NativeBuffer(128);
        // Without a stop the kernel leaves pid and status (siginfo_t on 64 bits: offsets 16 and 24) at zero.
        return LibC.waitid(P_PID, pid, info.address(), WSTOPPED | WNOHANG) == 0 ? info.bytes().getInt(24) : 0;
    }

    /** A pipe whose ends no child inherits unless it is given them. */
    public static Pipe pipe() {
        NativeBuffer buffer = WAIT_BUFFER.get();
        if (LibC.pipe2(buffer.address(), O_CLOEXEC) != 0) {
            throw new PosixException("pipe2", Native.getLastError());
        }
        return new Pipe(buffer.bytes().getInt(0), buffer.bytes().getInt(4));
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
        byte[] name = cString("drover".getBytes(StandardCharsets.US_ASCII));
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
     * A private file in {@code directory} that has lost its name before the first byte is in it: nobody else opens it,
     * and the kernel takes the space back even if we are killed. Open for writing; see {@link #pathOf}.
     */
    public static int unnamedFile(String directory) {
        String path = directory + "/drover-" + UUID.randomUUID();
        int descriptor = createNew(path);
        LibC.unlink(cString(path.getBytes(StandardCharsets.UTF_8)));
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
        return LibC.unlink(cString(path)) == 0;
    }

    /** A directory itself, not one that a link leads to. */
    static int openDirectory(byte[] path) {
        return open(path, O_DIRECTORY | O_NOFOLLOW, 0);
    }

    /** Makes a private FIFO. */
    public static void makeFifo(String path) {
        if (LibC.mkfifo(cString(path.getBytes(StandardCharsets.UTF_8)), 0600) != 0) {
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

    private static int open(String path, int flags) {
        return open(path.getBytes(StandardCharsets.UTF_8), flags, 0600);
    }

    private static int open(byte[] path, int flags, int mode) {
        int descriptor = LibC.open(cString(path), flags | O_CLOEXEC, mode);
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

    /**
     * A descriptor that becomes readable when the child ends (pidfd_open(2), Linux 5.3), or -1 where the kernel has
     * none.
     */
    public static int pidDescriptor(int pid) {
        return LibC.pidfd_open(pid, 0);
    }

    /** Orphans below this process become its children from now on (prctl(2)). */
    public static void becomeSubreaper() {
        childSubreaper(PR_SET_CHILD_SUBREAPER, 1);
    }

    /** Orphans go past this process from now on; those that it has stay. */
    public static void ceaseToBeSubreaper() {
        childSubreaper(PR_SET_CHILD_SUBREAPER, 0);
    }

    public static boolean isSubreaper() {
        NativeBuffer flag = new NativeBuffer(Integer.BYTES);
        childSubreaper(PR_GET_CHILD_SUBREAPER, flag.address());
        return flag.bytes().getInt(0) != 0;
    }

    private static void childSubreaper(int option, long argument) {
        if (LibC.prctl(option, argument, 0, 0, 0) != 0) {
            throw new PosixException("prctl", Native.getLastError());
        }
    }

    /**
     * Sets the nice value of the calling thread alone, and of all that it starts from now on; one that needs privileges
     * we lack stays as it is (setpriority(2), "C library/kernel differences").
     */
    public static void niceThisThread(int value) {
        LibC.setpriority(PRIO_PROCESS, 0, value);
    }

    public static boolean isTerminal(int descriptor) {
        return LibC.isatty(descriptor) == 1;
    }

    /** The terminal that this process can be interrupted from; empty where there is none. */
    public static OptionalInt openTerminal() {
        try {
            return OptionalInt.of(open("/dev/tty", O_RDWR));
        } catch (PosixException e) {
            return OptionalInt.empty();
        }
    }

    /** The process group in the foreground of {@code terminal}, also one that has ended; -1 if it is not our terminal. */
    public static int foreground(int terminal) {
        return LibC.tcgetpgrp(terminal);
    }

    /** Brings a group of this session to the foreground of {@code terminal}; false if it is gone, or the terminal is. */
    public static boolean bringToForeground(int terminal, int group) {
        // Who does this from the background is stopped by TTOU, unless the calling thread blocks it.
        maskThread(SIG_BLOCK, List.of(Signal.TTOU));
        return LibC.tcsetpgrp(terminal, group) == 0;
    }

    /** The process group of {@code pid}; -1 if there is no such process. */
    public static int groupOf(int pid) {
        return LibC.getpgid(pid);
    }

    /** The session of this process, which has the number of its leader. */
    public static int session() {
        return LibC.getsid(0);
    }

    /** Width of the terminal behind {@code descriptor}; 80 where it does not tell. */
    public static int terminalWidth(int descriptor) {
        return terminalSize(descriptor, 2, 80);
    }

    /** Height of the terminal behind {@code descriptor}; 24 where it does not tell. */
    public static int terminalHeight(int descriptor) {
        return terminalSize(descriptor, 0, 24);
    }

    /** @param offset in struct winsize */
    private static int terminalSize(int descriptor, int offset, int otherwise) {
        NativeBuffer size = WAIT_BUFFER.get();
        if (LibC.ioctl(descriptor, TIOCGWINSZ, size.address()) != 0) {
            return otherwise;
        }
        int told = size.bytes().getShort(offset) & 0xffff;
        return told == 0 ? otherwise : told;
    }

    /** From now on {@code signal} has its default action. */
    public static void restoreDefault(Signal signal) {
        LibC.signal(signal.number(), Pointer.NULL);
    }

    /** Lets the calling thread take these signals, and all threads and processes that it starts from now on. */
    public static void unblock(List<Signal> signals) {
        maskThread(SIG_UNBLOCK, signals);
    }

    private static void maskThread(int how, List<Signal> signals) {
        NativeBuffer set = new NativeBuffer(SIGSET_SIZE);
        LibC.sigemptyset(set.address());
        signals.forEach(signal -> LibC.sigaddset(set.address(), signal.number()));
        LibC.pthread_sigmask(how, set.address(), 0);
    }

    /** Restores the default action of {@code signal} and sends it to this process; returns only if that did not end it. */
    public static void dieOf(Signal signal) {
        restoreDefault(signal);
        LibC.kill((int) ProcessHandle.current().pid(), signal.number());
    }

    /**
     * Ends this process now. A JVM that exits by itself first waits 300 ms for threads in system calls (HotSpot,
     * VM_Exit::wait_for_threads_in_native_to_block), and ours always has some.
     */
    public static void exit(int status) {
        LibC._exit(status);
    }

    /** Bytes with the terminating NUL that C wants. */
    static byte[] cString(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length + 1);
    }
}
