package io.drover.http;

import io.drover.control.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens for who asks by HTTP, and answers in threads of its own. */
public final class HttpServer implements AutoCloseable {
    /** Name of a variable: the process that has it was started with the {@link #descriptor} of another. */
    public static final String HANDED_OVER = HandedOver.VARIABLE;

    private static final int MOST_CONNECTIONS = 128;
    private static final int MOST_THREADS = 16;
    private static final int LARGEST_HEADER = 8 << 10;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** One before us may still have the port, and give it up just now. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** So long those have who ask as another takes over: it costs nobody anything. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;

    private final HttpPlan plan;
    private final Door door;
    private final Server server;
    private final AbstractConnector connector;
    private final Feed feed;

    private HttpServer(HttpPlan plan, Subject subject, Observed observed) throws IOException {
        this.plan = plan;
        door = Door.of(plan.address());
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("drover-http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        server = new Server(threads);
        Shelf shelf = new Shelf(MOST_CONNECTIONS);
        connector = door.connector(server, parser());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(shelf);
        server.addConnector(connector);
        Asking asking = new Asking(subject);
        feed = new Feed(asking, observed.recent());
        Routes routes = new Routes();
        new Api(asking, observed.meters()).addTo(routes);
        feed.addTo(routes);
        Resources.addTo(routes);
        List<String> names = new ArrayList<>(plan.hosts());
        names.addAll(door.names());
        Guard guard = new Guard(door.trusted(), Token.in(plan.token()), names, plan.openMetrics());
        server.setHandler(new Answering(guard, routes, shelf));
        server.setErrorHandler((request, response, callback) -> {
            Reply.error(response.getStatus(), "that is not answered").send(request, response, callback);
            return true;
        });
    }

    private static HttpConnectionFactory parser() {
        HttpConfiguration rules = new HttpConfiguration();
        rules.setHttpCompliance(HttpCompliance.STRICT);
        rules.setRequestHeaderSize(LARGEST_HEADER);
        rules.setSendServerVersion(false);
        return new HttpConnectionFactory(rules);
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
        HttpServer opened = new HttpServer(plan, subject, observed);
        opened.start();
        return opened;
    }

    private void start() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                door.prepare();
                server.start();
                door.opened();
                return;
            } catch (Exception e) {
                stop();
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
        return door.url();
    }

    /** {@return the file with what those must know who ask there; empty: they need not know anything} */
    public String tokenFile() {
        return door.trusted() ? "" : plan.token().toString();
    }

    /** {@return what another process needs to listen at the same place, as its descriptor 3; empty: there is no such thing} */
    public OptionalInt descriptor() {
        return door.descriptor();
    }

    /** As {@link #close}, but who has asked already is answered; another process listens at the same place by now. Waits for that. */
    public void leave() {
        feed.close();
        List<Future<Void>> answered = new ArrayList<>();
        door.close(() -> answered.add(connector.shutdown()));
        try {
            answered.get(0).get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            // They are hung up on.
        }
        stop();
    }

    /** Listens no more, and hangs up on all. */
    @Override
    public void close() {
        feed.close();
        stop();
    }

    private void stop() {
        door.close(() -> {
            try {
                server.stop();
            } catch (Exception e) {
                // It is of no use any more, either way.
            }
        });
    }
}
