package examples.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that counts. Any number of threads answer. */
public abstract class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    /** Requests that are answered while {@link #gate} is shut. */
    private final AtomicInteger open = new AtomicInteger(Integer.MAX_VALUE);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** An answer. */
    protected record Answer(int status, String type, byte[] body, Map<String, String> headers) {
        /** Text that is well. */
        public static Answer of(String type, String body) {
            return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        /** Bytes that are well. */
        public static Answer of(String type, byte[] body) {
            return new Answer(200, type, body, Map.of());
        }

        /** Well, and nothing. */
        public static Answer nothing() {
            return new Answer(204, "text/plain", new byte[0], Map.of());
        }

        /** A failure. */
        public static Answer status(int status) {
            return new Answer(status, "text/plain", "no".getBytes(StandardCharsets.UTF_8), Map.of());
        }

        /** The same with one more header. */
        public Answer with(String name, String value) {
            Map<String, String> all = new ConcurrentHashMap<>(headers);
            all.put(name, value);
            return new Answer(status, type, body, all);
        }
    }

    /** Listens at a port of 127.0.0.1. */
    protected TestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * What is at a path.
     *
     * @param visit how often it has been asked for, from 1
     * @return to be sent
     */
    protected abstract Answer answer(String path, int visit, HttpExchange exchange) throws IOException, InterruptedException;

    private void handle(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            int visit = asked.computeIfAbsent(path, unused -> new AtomicInteger()).incrementAndGet();
            if (open.getAndDecrement() <= 0) {
                gate.await();
            }
            Answer answer = answer(path, visit, exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (answer.status() / 100 == 2) {
                answered.computeIfAbsent(path, unused -> new AtomicInteger()).incrementAndGet();
            }
            now.decrementAndGet();
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer.body());
            }
        } catch (InterruptedException e) {
            now.decrementAndGet();
        }
    }

    /** Answers nothing as long as there is a server, which does not count who has given up. */
    protected final Answer never() throws InterruptedException {
        now.decrementAndGet();
        closed.await();
        now.incrementAndGet();
        throw new InterruptedException();
    }

    /**
     * Answers so many more requests, besides those that wait already, and no others before {@link #goOn}: whoever is to be stopped in the
     * middle cannot be at its end.
     */
    public final void pauseAfter(int number) {
        CountDownLatch before = gate;
        gate = new CountDownLatch(1);
        open.set(number);
        before.countDown();
    }

    /** Answers all that comes. */
    public final void goOn() {
        open.set(Integer.MAX_VALUE);
        gate.countDown();
    }

    /** {@return where it is, without a slash at the end} */
    public final String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@return for each path: how often it was asked for} */
    public final Map<String, AtomicInteger> asked() {
        return asked;
    }

    /** {@return for each path: how often what is there was sent} */
    public final Map<String, AtomicInteger> answered() {
        return answered;
    }

    /** Begins to count anew. */
    public void forget() {
        asked.clear();
        answered.clear();
        most.set(0);
    }

    /** {@return how many were asking at a time, at most} */
    public final int mostAtATime() {
        return most.get();
    }

    @Override
    public void close() {
        closed.countDown();
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
