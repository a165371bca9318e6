package io.drover.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Files that are nothing but memory and have no name (memfd_create(2)). Who gets a descriptor closes it. */
public final class MemoryFiles {
    private static final int F_ADD_SEALS = 1033;
    private static final int F_SEAL_SHRINK_AND_GROW = 2 | 4;
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int MFD_NOEXEC_SEAL = 8;
    private static final int MFD_EXEC = 0x10;

    private MemoryFiles() {}

    /** An anonymous file that holds {@code content}, to be read from its start. */
    public static int of(ByteBuffer content) {
        return create(MFD_CLOEXEC, MFD_NOEXEC_SEAL, content);
    }

    /**
     * Memory of {@code size} zero bytes that processes share by its descriptor. It is all there, so that no access fails
     * later for want of it, and nobody can make it shorter, which would be the end of whoever has it mapped (SIGBUS).
     */
    public static int shared(int size) {
        int descriptor = create(MFD_CLOEXEC | MFD_ALLOW_SEALING, MFD_NOEXEC_SEAL, ByteBuffer.allocate(size));
        if (LibC.fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK_AND_GROW) < 0) {
            int errno = Native.getLastError();
            Descriptors.close(descriptor);
            throw new PosixException("fcntl", errno);
        }
        return descriptor;
    }

    /** One that may hold a library: unlike a file of that name it is gone with the process, whatever ends that. */
    public static int executable(byte[] content) {
        return create(MFD_CLOEXEC, MFD_EXEC, ByteBuffer.wrap(content));
    }

    private static int create(int flags, int kind, ByteBuffer content) {
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
            Descriptors.write(descriptor, content);
        } catch (PosixException e) {
            Descriptors.close(descriptor);
            throw e;
        }
        LibC.lseek(descriptor, 0, 0);
        return descriptor;
    }
}
