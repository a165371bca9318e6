package io.drover.http;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.io.Connection;

/** A socket that is a file, for this user alone: others may come between its making and the change of its rights, and are hung up on. */
final class UnixSocket implements Connection.Listener {
    private static final String ROOT = "root";

    private final Path file;

    UnixSocket(Path file) {
        this.file = file;
    }

    /** Takes away one that nobody listens at any more. */
    void clear() throws IOException {
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

    /** It is there now. */
    void restrict() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
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
