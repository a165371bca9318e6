package examples.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP by as many connections as there are threads that use it, and no more: one is free again before its answer is returned. */
public final class Web {
    private static final byte[] NOTHING = {};

    private final URI address;
    private final Duration limit;
    private final long end;

    /**
     * What came back.
     *
     * @param status of the answer
     * @param headers by their names, in whatever case
     * @param body all of it
     */
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        /** {@return a header, if it is there} */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    private Web(URI address, Duration limit) {
        this.address = address;
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Gets what is at an address, whatever its status. */
    public static Reply ask(URI address, Duration limit) throws IOException {
        return new Web(address, limit).exchange(null);
    }

    /** Gets what is at an address; a status other than 2xx is a failure. */
    public static Reply get(URI address, Duration limit) throws IOException {
        return successful(address, ask(address, limit));
    }

    /** Puts something there. */
    public static void put(URI address, byte[] body, Duration limit) throws IOException {
        successful(address, new Web(address, limit).exchange(body));
    }

    private static Reply successful(URI address, Reply reply) throws IOException {
        if (reply.status() / 100 != 2) {
            throw new IOException(address + " answers " + reply.status());
        }
        return reply;
    }

    /** @param body to be put there; null: gets what is there */
    private Reply exchange(byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        try {
            if (body != null) {
                send(connection, body);
            }
            int status = connection.getResponseCode();
            return new Reply(status, headers(connection), received(connection, status));
        } catch (SocketTimeoutException e) {
            connection.disconnect();
            throw new IOException(address + " does not answer within " + limit.toMillis() + " ms", e);
        } catch (IOException e) {
            connection.disconnect();
            throw new IOException(address + ": " + e.getMessage(), e);
        }
    }

    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, List<String>> header : connection.getHeaderFields().entrySet()) {
            // The status line has no name.
            if (header.getKey() != null) {
                headers.put(header.getKey(), header.getValue().get(0));
            }
        }
        return headers;
    }

    /** To its end: what is left would keep the connection from being used again. */
    private byte[] received(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? NOTHING : read(in);
        }
    }

    /** A server that sends a byte a minute is as bad as one that sends none. */
    private byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            body.write(buffer, 0, length);
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException();
            }
        }
        return body.toByteArray();
    }
}
