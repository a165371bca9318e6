package io.drover.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service with {@code --http}, and who asks it. */
final class HttpService {
    private static final Pattern PLACE = Pattern.compile("its page is at http://127\\.0\\.0\\.1:(\\d+)/");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DroverProcess process;
    private final int port;
    private final String token;

    /** @param more options */
    HttpService(Sandbox sandbox, String more) {
        process = sandbox.shell("exec drover serve --name web --store web.db -j2 --http 0 " + more).start();
        Awaits.await("the service to take tasks", () -> process.err().contains("takes tasks"), process::describe);
        Matcher place = PLACE.matcher(process.err());
        if (!place.find()) {
            throw new AssertionError(process.describe());
        }
        port = Integer.parseInt(place.group(1));
        try {
            token = Files.readString(sandbox.path("web.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DroverProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    String token() {
        return token;
    }

    /** With the token; the status, a blank and the body. */
    String ask(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Awaits.DEADLINE)
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(process.describe(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String get(String path) {
        return ask("GET", path, "");
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        return socket;
    }

    /** What is answered to these bytes until it hangs up; lines of the head end in \n. */
    String raw(String bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
            }
        } catch (IOException e) {
            return e.toString();
        }
    }
}
