package examples.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP with a limit on the whole exchange: a server that sends a byte a minute is as bad as one that sends none. */
public final class Web {
    /** One for all slots of a worker: each would have threads of its own. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private Web() {}

    /** Gets what is at an address, whatever its status. */
    public static HttpResponse<byte[]> ask(URI address, Duration limit) throws IOException, InterruptedException {
        return exchange("GET", address, BodyPublishers.noBody(), limit);
    }

    /** Gets what is at an address; any status but 200 is a failure. */
    public static HttpResponse<byte[]> get(URI address, Duration limit) throws IOException, InterruptedException {
        return successful(ask(address, limit));
    }

    /** Puts something there. */
    public static void put(URI address, byte[] body, Duration limit) throws IOException, InterruptedException {
        successful(exchange("PUT", address, BodyPublishers.ofByteArray(body), limit));
    }

    private static HttpResponse<byte[]> successful(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.uri() + " answers " + response.statusCode());
        }
        return response;
    }

    private static HttpResponse<byte[]> exchange(String method, URI address, BodyPublisher body, Duration limit)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).method(method, body).build();
        CompletableFuture<HttpResponse<byte[]>> answer = CLIENT.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(address + " does not answer within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(address + ": " + e.getCause(), e);
        } finally {
            // Gives the connection up, where there still is one.
            answer.cancel(true);
        }
    }
}
