package io.drover.http;

import io.drover.posix.ListeningSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A port of this machine, which every user of it reaches. */
final class Port implements Door {
    private final InetSocketAddress address;
    private ServerConnector connector;

    Port(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public AbstractConnector connector(Server server, ConnectionFactory http) {
        connector = new ServerConnector(server, 1, 1, http);
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        return connector;
    }

    @Override
    public String url() {
        return url(new InetSocketAddress(address.getAddress(), connector.getLocalPort() > 0 ? connector.getLocalPort() : address.getPort()));
    }

    static String url(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/";
    }

    @Override
    public OptionalInt descriptor() {
        return ListeningSocket.at(connector.getLocalPort());
    }

    @Override
    public List<String> names() {
        return Guard.namesOf(address.getAddress());
    }
}
