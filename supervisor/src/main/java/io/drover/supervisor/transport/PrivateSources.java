package io.drover.supervisor.transport;

import io.drover.posix.PosixException;
import io.drover.posix.SharedPort;
import io.drover.worker.Channels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Each worker calls from an address of its own in 127.0.0.0/8 that nobody can guess. The kernel keeps all other calls
 * away, so that they cost us nothing, however many they are.
 */
public final class PrivateSources implements Sources {
    /** Opens sockets that share their port. */
    static final Channels SHARING = new Channels() {
        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            // Both are to be of IPv4: to the kernel others are no company.
            return openServerSocketChannel(StandardProtocolFamily.INET)
                    .setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
    };

    private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SecureRandom random = new SecureRandom();

    /**
     * Tries it: a kernel may have no such thing, a firewall may know 127.0.0.1 only. Says what is in the way; empty when
     * nothing is.
     */
    public static Optional<String> hindrance() {
        InetAddress source = new PrivateSources().next();
        try (SharedPort port = SharedPort.open();
                ServerSocketChannel listening = SHARING.openServerSocketChannel();
                SocketChannel call = SocketChannel.open()) {
            listening.bind(new InetSocketAddress(Loopback.ADDRESS, port.number()));
            port.admitOnly(List.of(source));
            call.bind(new InetSocketAddress(source, 0));
            call.configureBlocking(false);
            call.connect(listening.getLocalAddress());
            return comes(listening)
                    ? Optional.empty()
                    : Optional.of("a call from " + source.getHostAddress() + " to 127.0.0.1 does not come");
        } catch (PosixException | UnsupportedOperationException e) {
            return Optional.of("the kernel has no filter for ports: " + e.getMessage());
        } catch (IOException e) {
            return Optional.of("no call from " + source.getHostAddress() + " to 127.0.0.1: " + e.getMessage());
        }
    }

    /** On loopback a call has come when it has been made; but where interrupts have threads of their own. */
    private static boolean comes(ServerSocketChannel listening) throws IOException {
        listening.configureBlocking(false);
        long deadline = System.nanoTime() + TRIAL_NANOS;
        do {
            SocketChannel came = listening.accept();
            if (came != null) {
                came.close();
                return true;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        } while (System.nanoTime() < deadline);
        return false;
    }

    @Override
    public InetAddress next() {
        try {
            return InetAddress.getByAddress(new byte[] {127, part(), part(), part()});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /** From 2 on, so that it is neither 127.0.0.1 nor that of a network. */
    private byte part() {
        return (byte) (2 + random.nextInt(253));
    }

    @Override
    public Optional<SharedPort> share() {
        return Optional.of(SharedPort.open());
    }
}
