package io.drover.it;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.proto.Otlp.ExportTraceServiceRequest;
import io.drover.proto.Otlp.KeyValue;
import io.drover.proto.Otlp.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One who is sent spans. */
final class SpanCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> resources = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        if (status == 200) {
            resources.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + exchange.getRequestHeaders().getFirst("Key"));
            request.getResourceSpans(0).getResource().getAttributesList().forEach(one -> resources.add(one.getKey() + "=" + one.getValue().getStringValue()));
            spans.addAll(request.getResourceSpans(0).getScopeSpans(0).getSpansList());
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on it answers so; what it does not take is not there. */
    void answer(int other) {
        status = other;
    }

    /** All that it has taken. */
    List<Span> spans() {
        return spans;
    }

    /** What it was told of those who have sent them, and the type and a header of each request. */
    List<String> resources() {
        return resources;
    }

    /** Those of a task, in their order. */
    List<Span> of(long task) {
        return spans.stream().filter(span -> number(span, "task") == task).toList();
    }

    Set<Long> tasks() {
        return spans.stream().map(span -> number(span, "task")).collect(Collectors.toSet());
    }

    static long number(Span span, String key) {
        return attribute(span, key).getIntValue();
    }

    static String text(Span span, String key) {
        return attribute(span, key).getStringValue();
    }

    private static io.drover.proto.Otlp.AnyValue attribute(Span span, String key) {
        return span.getAttributesList().stream().filter(one -> one.getKey().endsWith("." + key)).map(KeyValue::getValue).findFirst().orElseThrow();
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
