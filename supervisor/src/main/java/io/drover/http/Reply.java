package io.drover.http;

import io.drover.sight.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param type of the body
 */
record Reply(int status, String type, byte[] body) {

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
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
