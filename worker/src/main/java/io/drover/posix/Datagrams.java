package io.drover.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Messages to sockets of this machine that have a name, as in unix(7). The JDK has streams alone. */
public final class Datagrams {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int LONGEST_NAME = 107;

    private Datagrams() {}

    /**
     * Sends one.
     *
     * @param name of the socket: a path, or behind @ a name that is none
     * @throws PosixException if nobody is there, or it cannot be sent
     */
    public static void send(String name, String text) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a socket has up to " + LONGEST_NAME + " bytes: " + name);
        }
        if (path.length > 0 && path[0] == '@') {
            path[0] = 0;
        }
        byte[] address = ByteBuffer.allocate(Short.BYTES + path.length).order(ByteOrder.nativeOrder()).putShort((short) AF_UNIX).put(path).array();
        int socket = LibC.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        if (socket < 0) {
            throw new PosixException("socket", Native.getLastError());
        }
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            NativeBuffer buffer = new NativeBuffer(Math.max(1, bytes.length));
            buffer.bytes().put(bytes);
            if (LibC.sendto(socket, buffer.address(), bytes.length, MSG_NOSIGNAL, address, address.length) < 0) {
                throw new PosixException("sendto", Native.getLastError());
            }
        } finally {
            Descriptors.close(socket);
        }
    }
}
