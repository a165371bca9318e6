package io.drover.supervisor.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The interface over which workers are reached. */
final class Loopback {
    static final InetAddress ADDRESS = address();

    private Loopback() {}

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
