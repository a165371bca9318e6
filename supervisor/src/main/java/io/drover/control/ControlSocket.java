package io.drover.control;

import io.drover.posix.OwnerOnly;
import io.drover.posix.PosixException;
import io.drover.supervisor.output.Uninterruptibly;
import io.drover.supervisor.process.RunDirectory;
import io.drover.supervisor.process.SocketName;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;

/**
 * The socket of a supervisor, in its private directory, with a thread of its own that answers one request after the other. Processes of
 * other users are hung up on, as are those that say nothing for a minute or too much at once.
 *
 * <p>That of a run is there a moment after the supervisor: a run that is over by then has done without.
 */
public final class ControlSocket implements AutoCloseable {
    /** A supervisor that nobody could look at anyway does not pay for it. */
    private static final long DELAY_MILLIS = 100;
    private static final int MOST_CONNECTIONS = 64;
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_MILLIS = 1000;

    private final Path directory;
    private final Steering steering;
    private final Thread thread = new Thread(this::run, "drover-control");
    /** Null before they are there. */
    private volatile ServerSocketChannel server;
    private volatile Selector selector;
    private volatile boolean closed;

    private ControlSocket(Steering steering, Path directory) {
        this.directory = directory;
        this.steering = steering;
    }

    /**
     * The socket of a supervisor whose workers are processes. Whatever is in its way is no reason for a supervisor not to work: then there
     * is none.
     *
     * @param subject what it is about
     * @return to be closed before the supervisor is; null where there cannot be one
     */
    public static ControlSocket of(Subject subject) {
        Path directory = subject.supervisor().directory().orElse(null);
        if (directory == null) {
            return null;
        }
        ControlSocket socket = new ControlSocket(new Steering(subject), directory);
        socket.start();
        return socket;
    }

    /**
     * As {@link #of}, for who is of no use to anybody without it: it is there when this returns.
     *
     * @throws IOException if there cannot be one; the message is for the user
     */
    public static ControlSocket open(Subject subject) throws IOException {
        Path directory = subject.supervisor().directory().orElseThrow(() -> new IOException("workers that are no processes have no directory"));
        ControlSocket socket = new ControlSocket(new Steering(subject), directory);
        try {
            socket.listen();
        } catch (IOException | PosixException e) {
            socket.hangUp();
            throw new IOException("cannot listen in " + directory + ": " + e.getMessage(), e);
        }
        socket.start();
        return socket;
    }

    private void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            if (server == null && !listenLater()) {
                return;
            }
            UserPrincipal owner = Files.getOwner(directory);
            while (!closed) {
                selector.select(selector.keys().size() > 1 ? LOOK_MILLIS : 0);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.channel() == server) {
                        accept(owner);
                    } else {
                        ((Connection) key.attachment()).go(key);
                    }
                }
                selector.selectedKeys().clear();
                long now = System.nanoTime();
                connections().filter(connection -> connection.idle(now) > IDLE_NANOS).forEach(Connection::close);
            }
        } catch (IOException | PosixException | InterruptedException e) {
            // Nobody can look at it, then.
        } finally {
            hangUp();
        }
    }

    private Stream<Connection> connections() {
        return selector.keys().stream().map(SelectionKey::attachment).filter(Connection.class::isInstance).map(Connection.class::cast);
    }

    /** Returns whether there is a socket now, which others can connect to. */
    private synchronized boolean listenLater() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DELAY_MILLIS);
        for (long left = DELAY_MILLIS; !closed && left > 0; left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            wait(left);
        }
        if (!closed) {
            listen();
        }
        return !closed;
    }

    private void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try (SocketName name = new SocketName(directory, RunDirectory.CONTROL)) {
            server.bind(name.address());
        }
        Files.setPosixFilePermissions(directory.resolve(RunDirectory.CONTROL), OwnerOnly.RIGHTS);
        server.configureBlocking(false);
        // What it takes to refuse is there then, whatever becomes of the file that classes come from.
        Connection.refusal("").toByteArray();
        selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    private void accept(UserPrincipal owner) throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        try {
            UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!peer.equals(owner)) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            if (selector.keys().size() > MOST_CONNECTIONS) {
                new Connection(channel, steering::answer).turnAway("too many look at it: try again");
                return;
            }
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel, steering::answer));
        } catch (IOException e) {
            channel.close();
        }
    }

    /** Hangs up on all, and waits until nothing is left of it but the file, which goes with the directory. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
            if (selector != null) {
                selector.wakeup();
            }
        }
        Uninterruptibly.await(thread::join);
    }

    private void hangUp() {
        if (selector != null) {
            connections().forEach(Connection::close);
        }
        Stream.of(server, selector).filter(Objects::nonNull).forEach(ControlSocket::close);
    }

    private static void close(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            // It is of no use any more, either way.
        }
    }
}
