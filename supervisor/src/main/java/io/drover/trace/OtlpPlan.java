package io.drover.trace;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where spans go.
 *
 * @param endpoint that of traces, by HTTP
 * @param headers that it wants
 * @param service what they are spans of
 * @param instance which of these
 */
public record OtlpPlan(URI endpoint, Map<String, String> headers, String service, String instance) {
    private static final String PATH = "/v1/traces";

    /**
     * As the variables of OpenTelemetry say it.
     *
     * @param url of a collector; without a path it is the usual one
     * @param instance which service of ours
     * @param environment OTEL_SERVICE_NAME, and OTEL_EXPORTER_OTLP_HEADERS, which may have secrets
     * @throws IllegalArgumentException where it is none; the message is for the user
     */
    public static OtlpPlan of(String url, String instance, Map<String, String> environment) {
        URI endpoint;
        try {
            endpoint = URI.create(url);
        } catch (IllegalArgumentException e) {
            endpoint = URI.create("");
        }
        if (endpoint.getScheme() == null || !endpoint.getScheme().matches("https?") || endpoint.getHost() == null) {
            throw new IllegalArgumentException("http://HOST:PORT or https://HOST:PORT, not " + url);
        }
        if (endpoint.getPath().matches("/?")) {
            endpoint = endpoint.resolve(PATH);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : environment.getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", "").split(",")) {
            int equals = header.indexOf('=');
            if (equals > 0) {
                headers.put(header.substring(0, equals).strip(), URLDecoder.decode(header.substring(equals + 1).strip(), StandardCharsets.UTF_8));
            }
        }
        return new OtlpPlan(endpoint, headers, environment.getOrDefault("OTEL_SERVICE_NAME", "drover"), instance);
    }
}
