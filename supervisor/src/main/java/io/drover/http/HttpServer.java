package io.drover.http;

import io.drover.control.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens for who asks by HTTP, and answers in threads of its own. */
public final class HttpServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 128;
    private static final int MOST_THREADS = 16;
    private static final int LARGEST_HEADER = 8 << 10;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** One before us may still have the port, and give it up just now. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 50;

    private final Server server;
    private final AbstractConnector connector;
    private final HttpPlan plan;
    /** Null for a port. */
    private final UnixSocket file;
    private final Feed feed;

    private HttpServer(Server server, AbstractConnector connector, HttpPlan plan, UnixSocket file, Feed feed) {
        this.server = server;
        this.connector = connector;
        this.plan = plan;
        this.file = file;
        this.feed = feed;
    }

    /**
     * Listens from now on.
     *
     * @param plan how it is to be
     * @param subject who is asked
     * @param observed what was told of it
     * @return to be closed
     * @throws IOException if it cannot; the message is for the user
     */
    public static HttpServer open(HttpPlan plan, Subject subject, Observed observed) throws IOException {
        Token token = Token.in(plan.token());
        List<String> names = new ArrayList<>(plan.hosts());
        if (plan.address() instanceof HttpAddress.Tcp tcp) {
            names.addAll(Guard.namesOf(tcp.socket().getAddress()));
        }
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("drover-http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        Server server = new Server(threads);
        Shelf shelf = new Shelf(MOST_CONNECTIONS);
        AbstractConnector connector = connector(server, plan.address());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(shelf);
        server.addConnector(connector);
        Asking asking = new Asking(subject);
        Feed feed = new Feed(asking, observed.recent());
        Routes routes = new Routes();
        new Api(asking, observed.meters()).addTo(routes);
        feed.addTo(routes);
        Resources.addTo(routes);
        Guard guard = new Guard(plan.address() instanceof HttpAddress.Unix, token, names, plan.openMetrics());
        server.setHandler(new Answering(guard, routes, shelf));
        server.setErrorHandler((request, response, callback) -> {
            Reply.error(response.getStatus(), "that is not answered").send(request, response, callback);
            return true;
        });
        UnixSocket file = plan.address() instanceof HttpAddress.Unix unix ? new UnixSocket(unix.file()) : null;
        if (file != null) {
            connector.addBean(file);
        }
        HttpServer opened = new HttpServer(server, connector, plan, file, feed);
        opened.start();
        return opened;
    }

    private static AbstractConnector connector(Server server, HttpAddress address) {
        HttpConfiguration rules = new HttpConfiguration();
        rules.setHttpCompliance(HttpCompliance.STRICT);
        rules.setRequestHeaderSize(LARGEST_HEADER);
        rules.setSendServerVersion(false);
        HttpConnectionFactory http = new HttpConnectionFactory(rules);
        if (address instanceof HttpAddress.Unix unix) {
            UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, http);
            connector.setUnixDomainPath(unix.file());
            return connector;
        }
        ServerConnector connector = new ServerConnector(server, 1, 1, http);
        connector.setHost(((HttpAddress.Tcp) address).socket().getAddress().getHostAddress());
        connector.setPort(((HttpAddress.Tcp) address).socket().getPort());
        return connector;
    }

    private void start() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (file != null) {
                    file.clear();
                }
                server.start();
                if (file != null) {
                    file.restrict();
                }
                return;
            } catch (Exception e) {
                close();
                if (!(e instanceof IOException) || System.nanoTime() > until) {
                    throw new IOException("--http cannot listen at " + url() + ": " + e.getMessage(), e);
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new IOException("--http was interrupted", e);
            }
        }
    }

    /** {@return where it is found; of a socket that is a file, its name} */
    public String url() {
        if (plan.address() instanceof HttpAddress.Tcp tcp) {
            int port = connector instanceof ServerConnector open && open.getLocalPort() > 0 ? open.getLocalPort() : tcp.socket().getPort();
            String host = tcp.socket().getAddress().getHostAddress();
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
        }
        return "unix:" + ((HttpAddress.Unix) plan.address()).file();
    }

    /** {@return the file with what those must know who ask there; empty: they need not know anything} */
    public String tokenFile() {
        return file == null ? plan.token().toString() : "";
    }

    /** Listens no more, and hangs up on all. */
    @Override
    public void close() {
        feed.close();
        try {
            server.stop();
        } catch (Exception e) {
            // It is of no use any more, either way.
        }
    }
}
