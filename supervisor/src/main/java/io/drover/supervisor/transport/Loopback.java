package io.drover.supervisor.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;

/** The interface over which workers are reached. */
final class Loopback {
    static final InetAddress ADDRESS = address();
    private static final int DISCARD = 9;

    private Loopback() {}

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /** Listening succeeds while the interface is down, and workers would try in vain: so ask for a way; nothing is sent. */
    static void requireUp() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.connect(new InetSocketAddress(ADDRESS, DISCARD));
        } catch (IOException e) {
            throw new IOException(
                    "no way to 127.0.0.1, over which workers are reached: " + e.getMessage()
                            + "; bring the interface up (ip link set lo up)",
                    e);
        }
    }
}
