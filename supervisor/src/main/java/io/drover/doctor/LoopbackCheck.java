package io.drover.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP over 127.0.0.1, which carries the tasks. */
final class LoopbackCheck implements Check {
    private static final int PATIENCE_MILLIS = 5000;

    @Override
    public String name() {
        return "loopback";
    }

    @Override
    public Finding examine() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            server.setSoTimeout(PATIENCE_MILLIS);
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort()); Socket accepted = server.accept()) {
                accepted.setSoTimeout(PATIENCE_MILLIS);
                client.getOutputStream().write(42);
                if (accepted.getInputStream().read() != 42) {
                    throw new IOException("another byte came out");
                }
            }
            return Finding.ok("127.0.0.1 carries data");
        } catch (IOException e) {
            return Finding.fail("127.0.0.1: " + e.getMessage(), "bring the interface up (ip link set lo up), or let the firewall pass it");
        }
    }
}
