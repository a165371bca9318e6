package io.drover.serve.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Asks over the network whether processes are well, each in a thread that is there while it does. Any thread. */
final class Probes implements AutoCloseable {
    private static final int BAD_STATUS = 400;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(null, work, "drover-check", 128 << 10);
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Asks.
     *
     * @param answer told once, in any thread: what is wrong; empty: nothing
     */
    void ask(Check check, Duration timeout, Consumer<String> answer) {
        try {
            threads.execute(() -> answer.accept(complaint(check, (int) Math.max(1, timeout.toMillis()))));
        } catch (RejectedExecutionException e) {
            // Nobody wants to know any more.
        }
    }

    private static String complaint(Check check, int millis) {
        try {
            if (check instanceof Check.Http http) {
                return get(http, millis);
            }
            if (check instanceof Check.Tcp tcp) {
                connect(tcp, millis);
            }
            return "";
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return text(check) + ": " + why;
        }
    }

    private static String text(Check check) {
        return check instanceof Check.Http http ? http.url() : check instanceof Check.Tcp tcp ? tcp.address() : check.toString();
    }

    private static void connect(Check.Tcp tcp, int millis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), millis);
        }
    }

    private static String get(Check.Http http, int millis) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) http.uri().toURL().openConnection();
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("User-Agent", "drover");
        try {
            int status = connection.getResponseCode();
            return status < BAD_STATUS ? "" : http.url() + ": status " + status;
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
