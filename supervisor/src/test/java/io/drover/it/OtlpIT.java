package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.proto.Otlp.ExportTraceServiceRequest;
import io.drover.proto.Otlp.KeyValue;
import io.drover.proto.Otlp.Span;
import io.drover.proto.Otlp.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Spans of tasks, as a collector gets them. */
class OtlpIT extends InSteeredSandbox {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Map<Long, Span> spans = new ConcurrentHashMap<>();
    private final List<String> resources = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private HttpServer collector(int port) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        collector.createContext("/v1/traces", this::take);
        collector.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        if (status == 200) {
            resources.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + exchange.getRequestHeaders().getFirst("Key"));
            request.getResourceSpans(0).getResource().getAttributesList().forEach(one -> resources.add(one.getKey() + "=" + one.getValue().getStringValue()));
            request.getResourceSpans(0).getScopeSpans(0).getSpansList().forEach(span -> spans.put(number(span, "task"), span));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static long number(Span span, String key) {
        return span.getAttributesList().stream().filter(one -> one.getKey().endsWith("." + key)).map(KeyValue::getValue).findFirst().orElseThrow().getIntValue();
    }

    private static String hex(com.google.protobuf.ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void eachTaskIsASpanOfItsSubmittersTrace() throws IOException {
        HttpServer collector = collector(0);
        int port = collector.getAddress().getPort();
        DroverProcess service = sandbox.shell("OTEL_EXPORTER_OTLP_HEADERS=key=secret exec drover serve --name web --store web.db -j2 --otlp http://127.0.0.1:" + port)
                .start();
        Awaits.await("the service to take tasks", () -> service.err().contains("takes tasks"), service::describe);
        sandbox.shell("TRACEPARENT=00-" + TRACE + "-b7ad6b7169203331-01 drover submit --wait 'echo $TRACEPARENT >parent'").start().awaitEnd().exited(0);
        said("submit", "'exit 3'");
        sandbox.shell("TRACEPARENT=00-" + TRACE + "-b7ad6b7169203331-00 drover submit true").start().awaitEnd().exited(0);
        said("submit", "true");
        Awaits.await("three spans", () -> spans.size() >= 3, () -> spans + service.describe());
        Span first = spans.get(1L);
        assertEquals(TRACE, hex(first.getTraceId()));
        assertEquals("b7ad6b7169203331", hex(first.getParentSpanId()));
        assertEquals("00-" + TRACE + "-" + hex(first.getSpanId()) + "-01\n", java.nio.file.Files.readString(sandbox.path("parent")));
        assertTrue(first.getStartTimeUnixNano() <= first.getEvents(0).getTimeUnixNano(), first::toString);
        assertTrue(first.getEvents(0).getTimeUnixNano() < first.getEndTimeUnixNano(), first::toString);
        Span failed = spans.get(2L);
        assertEquals(3, number(failed, "code"));
        assertEquals(Status.StatusCode.STATUS_CODE_ERROR, failed.getStatus().getCode());
        assertTrue(failed.getParentSpanId().isEmpty() && failed.getTraceId().size() == 16 && !hex(failed.getTraceId()).equals(TRACE), failed::toString);
        assertEquals(java.util.Set.of(1L, 2L, 4L), spans.keySet());
        assertTrue(resources.containsAll(List.of("application/x-protobuf secret", "service.name=drover", "service.instance.id=web")), resources::toString);

        status = 503;
        said("submit", "true");
        Awaits.await("the complaint", () -> service.err().contains("/v1/traces does not answer"), service::describe);
        status = 200;
        Awaits.await("the fifth to be sent again", () -> spans.containsKey(5L), () -> spans + service.describe());
        collector.stop(0);
        sandbox.file("many", numbers(6000));
        said("submit", "true", "::::", "many");
        said("submit", "--wait", "--priority", "-5", "'echo done'");
        Posix.kill(service.pid(), Signal.TERM);
        service.awaitEnd().exited(0);
        assertTrue(service.err().matches("(?s).*\\d+ spans of tasks were dropped, \\d+ were sent\n"), service.err());
    }
}
