package io.drover.posix;

import com.sun.jna.Native;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

/**
 * A TCP port of 127.0.0.1 that two sockets of this process listen on: first this one, then one that Java opens (IPv4,
 * {@code SO_REUSEPORT}). The kernel decides by the caller's address which of them a call is for: the other one gets those
 * that are admitted. All the rest is for this one, which nobody accepts from: the first calls are answered and wait,
 * further ones are dropped (socket(7), {@code SO_ATTACH_REUSEPORT_CBPF}, Linux 4.6).
 *
 * <p>Anybody may do so; a filter of the socket itself ({@code SO_ATTACH_FILTER}) would be the shorter way, but for TCP newer
 * kernels want {@code CAP_NET_ADMIN} for it. Not thread-safe.
 */
public final class SharedPort implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
    private static final int SOCKADDR_SIZE = 16;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    /** With none the kernel suspects a flood at the first call, and logs it. */
    private static final int BACKLOG = 1;

    // Instructions of BPF.
    private static final int FPROG_SIZE = 16;
    private static final int INSTRUCTION_SIZE = 8;
    private static final short LOAD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;
    /** SKF_NET_OFF, and where the sender's address is in a header of IPv4. */
    private static final int SENDER = -0x100000 + 12;
    // The sockets, in the order in which they began to listen.
    private static final int THIS_ONE = 0;
    private static final int THE_OTHER = 1;

    private final int descriptor;
    private final int number;

    private SharedPort(int descriptor, int number) {
        this.descriptor = descriptor;
        this.number = number;
    }

    /** Listens on a free port; nobody is admitted. */
    public static SharedPort open() {
        int descriptor = checked("socket", LibC.socket(AF_INET, SOCK_STREAM_CLOEXEC, 0));
        try {
            SharedPort port = new SharedPort(descriptor, listen(descriptor));
            port.decide(program(List.of()));
            return port;
        } catch (PosixException e) {
            Descriptors.close(descriptor);
            throw e;
        }
    }

    private static int listen(int descriptor) {
        NativeBuffer buffer = new NativeBuffer(SOCKADDR_SIZE + Integer.BYTES);
        ByteBuffer bytes = buffer.bytes();
        long length = buffer.address() + SOCKADDR_SIZE;
        bytes.putInt(SOCKADDR_SIZE, 1);
        checked("setsockopt", LibC.setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, length, Integer.BYTES));
        bytes.putShort(0, (short) AF_INET).put(4, LOOPBACK).putInt(SOCKADDR_SIZE, SOCKADDR_SIZE);
        checked("bind", LibC.bind(descriptor, buffer.address(), SOCKADDR_SIZE));
        checked("listen", LibC.listen(descriptor, BACKLOG));
        checked("getsockname", LibC.getsockname(descriptor, buffer.address(), length));
        return (bytes.get(2) & 0xff) << 8 | bytes.get(3) & 0xff;
    }

    public int number() {
        return number;
    }

    /** From now on only calls from these IPv4 addresses come to the other socket; from any, if they are thousands. */
    public void admitOnly(Collection<InetAddress> callers) {
        try {
            decide(program(callers));
        } catch (PosixException e) {
            // The kernel takes 4096 instructions, an older one (net.core.optmem_max) about 1200.
            decide(everybody());
        }
    }

    private static NativeBuffer program(Collection<InetAddress> callers) {
        NativeBuffer program = room(2 + 2 * callers.size());
        put(program, LOAD, 0, SENDER);
        for (InetAddress caller : callers) {
            put(program, JUMP_IF_EQUAL, 1, ByteBuffer.wrap(caller.getAddress()).getInt());
            put(program, RETURN, 0, THE_OTHER);
        }
        put(program, RETURN, 0, THIS_ONE);
        return program;
    }

    private static NativeBuffer everybody() {
        NativeBuffer program = room(1);
        put(program, RETURN, 0, THE_OTHER);
        return program;
    }

    /** For a struct sock_fprog, and the instructions that it points to. */
    private static NativeBuffer room(int instructions) {
        NativeBuffer program = new NativeBuffer(FPROG_SIZE + instructions * INSTRUCTION_SIZE);
        program.bytes().putShort(0, (short) instructions).putLong(8, program.address() + FPROG_SIZE).position(FPROG_SIZE);
        return program;
    }

    private static void put(NativeBuffer program, short code, int skippedIfNot, int operand) {
        program.bytes().putShort(code).put((byte) 0).put((byte) skippedIfNot).putInt(operand);
    }

    private void decide(NativeBuffer program) {
        int result = LibC.setsockopt(
                descriptor, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program.address(), FPROG_SIZE);
        checked("setsockopt", result);
    }

    private static int checked(String call, int result) {
        if (result < 0) {
            throw new PosixException(call, Native.getLastError());
        }
        return result;
    }

    /** Who waits is hung up on. */
    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}
