package io.drover.http;

import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** A socket that is a file, for this user alone: others may come between its making and the change of its rights, and are hung up on. */
final class UnixSocket implements Door, Connection.Listener {
    private static final String ROOT = "root";

    private final Path file;

    UnixSocket(Path file) {
        this.file = file;
    }

    @Override
    public AbstractConnector connector(Server server, ConnectionFactory http) {
        UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, http);
        connector.setUnixDomainPath(file);
        connector.addBean(this);
        return connector;
    }

    /** Takes away one that nobody listens at any more. */
    @Override
    public void prepare() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket()) {
            throw new IOException("it is there, and no socket");
        }
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(file)).close();
        } catch (IOException e) {
            Files.delete(file);
            return;
        }
        throw new IOException("somebody listens there already");
    }

    private boolean isSocket() throws IOException {
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & 0170000) == 0140000;
    }

    @Override
    public void opened() throws IOException {
        Files.setPosixFilePermissions(file, OwnerOnly.RIGHTS);
    }

    @Override
    public String url() {
        return "unix:" + file;
    }

    @Override
    public boolean trusted() {
        return true;
    }

    @Override
    public void onOpened(Connection connection) {
        try {
            UserPrincipal peer = ((SocketChannel) connection.getEndPoint().getTransport()).getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!peer.equals(Files.getOwner(file)) && !peer.getName().equals(ROOT)) {
                connection.getEndPoint().close();
            }
        } catch (IOException e) {
            connection.getEndPoint().close();
        }
    }
}
