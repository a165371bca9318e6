package io.drover.http;

import io.drover.sight.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An answer that is there as a whole.
 *
 * @param status of HTTP
 * @param type of the body
 */
record Reply(int status, String type, byte[] body) implements Answer {
    static final String TEXT = "text/plain; charset=utf-8";
    /** The page has its own scripts and styles, asks nobody else, and is in no other page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Reply json(Map<String, ?> object) {
        return json(200, object);
    }

    static Reply json(int status, Map<String, ?> object) {
        return new Reply(status, "application/json", (Json.text(object) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Reply error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    static Reply text(int status, String text) {
        return new Reply(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void send(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        begin(headers, type);
        if (status == 401) {
            headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.setStatus(status);
        response.write(true, request.getMethod().equals("HEAD") ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
    }

    /** What all answers have. */
    static void begin(HttpFields.Mutable headers, String type) {
        headers.put(HttpHeader.CONTENT_TYPE, type);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("Content-Security-Policy", POLICY);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
    }
}
