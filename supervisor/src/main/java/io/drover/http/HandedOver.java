package io.drover.http;

import io.drover.posix.Descriptors;
import io.drover.posix.ThisProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A port that whoever has started this process listens at, as systemd does for a socket unit; see sd_listen_fds(3). Those who come before
 * there is a service wait there for it. In an upgrade that is the service before, at a port of its own.
 */
final class HandedOver implements Door {
    /** The first, says sd_listen_fds(3). */
    private static final int DESCRIPTOR = 3;
    /** Set where it is of a service before. */
    static final String VARIABLE = "DROVER_LISTENS";

    private InetSocketAddress address;
    private boolean open = true;

    @Override
    public AbstractConnector connector(Server server, ConnectionFactory http) throws IOException {
        ServerSocketChannel channel = take(System.getenv());
        address = (InetSocketAddress) channel.getLocalAddress();
        ServerConnector connector = new ServerConnector(server, 1, 1, http);
        connector.open(channel);
        return connector;
    }

    private static ServerSocketChannel take(Map<String, String> environment) throws IOException {
        if (!Integer.toString(ThisProcess.id()).equals(environment.get("LISTEN_PID")) || !"1".equals(environment.get("LISTEN_FDS"))) {
            throw new IOException("there is not one socket from systemd: start it by its socket unit, with one ListenStream");
        }
        // The JDK looks for one at standard input, as inetd has it.
        int input = Descriptors.duplicate(0, DESCRIPTOR + 1);
        try {
            Descriptors.duplicateTo(DESCRIPTOR, 0);
            Channel channel = System.inheritedChannel();
            if (channel instanceof ServerSocketChannel server && server.getLocalAddress() instanceof InetSocketAddress) {
                return server;
            }
            throw new IOException("what systemd has handed over is no port: let ListenStream say one");
        } finally {
            Descriptors.duplicateTo(input, 0);
            Descriptors.close(input);
        }
    }

    /** Whether it was handed over by the service before. */
    static boolean byPredecessor() {
        return System.getenv(VARIABLE) != null;
    }

    @Override
    public OptionalInt descriptor() {
        return OptionalInt.of(DESCRIPTOR);
    }

    @Override
    public String url() {
        return Port.url(address);
    }

    @Override
    public List<String> names() {
        return Guard.namesOf(address.getAddress());
    }

    /** The JDK gives up standard output and error with such a channel, as if they were it, too: they are kept. */
    @Override
    public void close(Runnable closing) {
        int output = Descriptors.duplicate(1, DESCRIPTOR + 1);
        int error = Descriptors.duplicate(2, DESCRIPTOR + 1);
        try {
            closing.run();
            if (open) {
                // Who takes it over is not to wait for this process at a port that nobody listens at.
                Descriptors.close(DESCRIPTOR);
                open = false;
            }
        } finally {
            Descriptors.duplicateTo(output, 1);
            Descriptors.duplicateTo(error, 2);
            Descriptors.close(output);
            Descriptors.close(error);
        }
    }
}
