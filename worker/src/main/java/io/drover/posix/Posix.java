package io.drover.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Processes, signals and terminals by their numbers. Answers that are no failures (ESRCH, ECHILD, EINTR) are values; the rest throws. */
public final class Posix {
    private static final int WNOHANG = 1;
    private static final int WSTOPPED = 2;
    private static final int P_ALL = 0;
    private static final int P_PID = 1;
    private static final int P_PGID = 2;
    private static final int PRIO_PROCESS = 0;
    private static final int WEXITED_WNOWAIT = 4 | 0x0100_0000;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_GET_CHILD_SUBREAPER = 37;
    private static final int TIOCGWINSZ = 0x5413;
    private static final int SIG_BLOCK = 0;
    private static final int SIG_UNBLOCK = 1;
    private static final int SIGSET_SIZE = 128;
    private static final int O_RDWR = 2;
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

    /** As {@link #await}, for a child that nobody else waits for. */
    public static Reaped reap(int child) {
        Optional<Reaped> reaped = await(child);
        if (reaped.isEmpty()) {
            throw new IllegalStateException("lost child " + child);
        }
        return reaped.get();
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

    /** Whether any child has ended that nobody has waited for. */
    public static boolean hasDeadChild() {
        NativeBuffer info = new NativeBuffer(128);
        // Where none has, the kernel leaves si_signo, which comes first in siginfo_t, at zero.
        return LibC.waitid(P_ALL, 0, info.address(), WEXITED_WNOWAIT | WNOHANG) == 0 && info.bytes().getInt(0) != 0;
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

    /** Makes a thread of this user nicer than it is, and all that it starts from now on; nothing happens if it is gone. */
    public static void addNice(int thread, int more) {
        LibC.setpriority(PRIO_PROCESS, thread, LibC.getpriority(PRIO_PROCESS, thread) + more);
    }

    public static boolean isTerminal(int descriptor) {
        return LibC.isatty(descriptor) == 1;
    }

    /** The terminal that this process can be interrupted from; empty where there is none. */
    public static OptionalInt openTerminal() {
        try {
            return OptionalInt.of(NamedFiles.open("/dev/tty", O_RDWR));
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
        for (Signal signal : signals) {
            LibC.sigaddset(set.address(), signal.number());
        }
        LibC.pthread_sigmask(how, set.address(), 0);
    }

    /** Restores the default action of {@code signal} and sends it to this process; returns only if that did not end it. */
    public static void dieOf(Signal signal) {
        if (ThisProcess.isFirst()) {
            exit(128 + signal.number());
        }
        restoreDefault(signal);
        LibC.kill(ThisProcess.id(), signal.number());
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
