package io.drover.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The C library's functions as they are. Addresses are passed as {@code long}: direct mapping then converts nothing.
 * After a call that failed, {@link Native#getLastError()} is the errno of this thread.
 */
final class LibC {
    static {
        NativePart.load();
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    static native int posix_spawn(long pid, long path, long actions, long attributes, long argv, long envp);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setpgroup(long attributes, int group);

    static native int posix_spawnattr_setsigdefault(long attributes, long set);

    static native int posix_spawnattr_setsigmask(long attributes, long set);

    static native int posix_spawn_file_actions_init(long actions);

    static native int posix_spawn_file_actions_destroy(long actions);

    static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    static native int posix_spawn_file_actions_addchdir_np(long actions, long path);

    static native int posix_spawn_file_actions_addclose(long actions, int descriptor);

    static native int posix_spawn_file_actions_addclosefrom_np(long actions, int from);

    static native int sigfillset(long set);

    static native int sigemptyset(long set);

    static native int sigaddset(long set, int signal);

    static native int pthread_sigmask(int how, long set, long old);

    static native int kill(int pid, int signal);

    static native int flock(int descriptor, int operation);

    static native int wait4(int pid, long status, int options, long usage);

    static native int waitid(int type, int id, long info, int options);

    static native int pipe2(long descriptors, int flags);

    static native long read(int descriptor, long buffer, long count);

    static native long write(int descriptor, long buffer, long count);

    static native int close(int descriptor);

    static native int dup2(int from, int to);

    static native long sendto(int descriptor, long buffer, long count, int flags, byte[] address, int length);

    static native int open(byte[] path, int flags, int mode);

    static native int fcntl(int descriptor, int command, int argument);

    static native int poll(long descriptors, long count, int timeoutMillis);

    static native int prctl(int option, long arg2, long arg3, long arg4, long arg5);

    static native int pidfd_open(int pid, int flags);

    static native int memfd_create(byte[] name, int flags);

    static native long lseek(int descriptor, long offset, int whence);

    static native int fallocate(int descriptor, int mode, long offset, long length);

    static native int ftruncate(int descriptor, long length);

    static native int unlink(byte[] path);

    static native int mkdir(byte[] path, int mode);

    static native int rmdir(byte[] path);

    static native int mkfifo(byte[] path, int mode);

    static native long sendfile(int to, int from, long offset, long count);

    static native int isatty(int descriptor);

    static native int ioctl(int descriptor, long request, long argument);

    static native int tcgetattr(int terminal, byte[] modes);

    static native int tcsetattr(int terminal, int when, byte[] modes);

    static native int tcgetpgrp(int terminal);

    static native int tcsetpgrp(int terminal, int group);

    static native int getpgid(int pid);

    static native int setpgid(int pid, int group);

    static native int getsid(int pid);

    static native Pointer signal(int signal, Pointer handler);

    static native void _exit(int status);

    static native int socket(int domain, int type, int protocol);

    static native int bind(int descriptor, long address, int length);

    static native int listen(int descriptor, int backlog);

    static native int getsockname(int descriptor, long address, long length);

    static native int setsockopt(int descriptor, int level, int option, long value, int length);

    static native int getpriority(int which, int who);

    static native int setpriority(int which, int who, int priority);
}
