package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.proto.Otlp.Span;
import io.drover.proto.Otlp.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spans of tasks, as a collector gets them. */
class OtlpIT extends InSteeredSandbox {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void eachTaskIsASpanOfItsSubmittersTrace() throws IOException {
        SpanCollector collector = new SpanCollector();
        DroverProcess service = sandbox.shell("OTEL_EXPORTER_OTLP_HEADERS=key=secret exec drover serve --name web --store web.db -j2 --otlp " + collector.url())
                .start();
        Awaits.await("the service to take tasks", () -> service.err().contains("takes tasks"), service::describe);
        sandbox.shell("TRACEPARENT=00-" + TRACE + "-b7ad6b7169203331-01 drover submit --wait 'echo $TRACEPARENT >parent'").start().awaitEnd().exited(0);
        said("submit", "'exit 3'");
        sandbox.shell("TRACEPARENT=00-" + TRACE + "-b7ad6b7169203331-00 drover submit true").start().awaitEnd().exited(0);
        said("submit", "true");
        Awaits.await("three spans", () -> collector.spans().size() >= 3, () -> collector.spans() + service.describe());
        Span first = collector.of(1).get(0);
        assertEquals(TRACE, SpanCollector.hex(first.getTraceId()));
        assertEquals("b7ad6b7169203331", SpanCollector.hex(first.getParentSpanId()));
        assertEquals("00-" + TRACE + "-" + SpanCollector.hex(first.getSpanId()) + "-01\n", Files.readString(sandbox.path("parent")));
        assertTrue(first.getStartTimeUnixNano() <= first.getEvents(0).getTimeUnixNano(), first::toString);
        assertTrue(first.getEvents(0).getTimeUnixNano() < first.getEndTimeUnixNano(), first::toString);
        Span failed = collector.of(2).get(0);
        assertEquals(3, SpanCollector.number(failed, "code"));
        assertEquals(Status.StatusCode.STATUS_CODE_ERROR, failed.getStatus().getCode());
        assertTrue(failed.getParentSpanId().isEmpty() && failed.getTraceId().size() == 16 && !SpanCollector.hex(failed.getTraceId()).equals(TRACE), failed::toString);
        assertEquals(java.util.Set.of(1L, 2L, 4L), collector.tasks());
        assertTrue(collector.resources().containsAll(List.of("application/x-protobuf secret", "service.name=drover", "service.instance.id=web")), collector.resources()::toString);

        collector.answer(503);
        said("submit", "true");
        Awaits.await("the complaint", () -> service.err().contains("/v1/traces does not answer"), service::describe);
        collector.answer(200);
        Awaits.await("the fifth to be sent again", () -> collector.tasks().contains(5L), () -> collector.spans() + service.describe());
        collector.close();
        sandbox.file("many", numbers(6000));
        said("submit", "true", "::::", "many");
        said("submit", "--wait", "--priority", "-5", "'echo done'");
        Posix.kill(service.pid(), Signal.TERM);
        service.awaitEnd().exited(0);
        assertTrue(service.err().matches("(?s).*\\d+ spans of tasks were dropped, \\d+ were sent: the collector at .* does not answer\n"), service.err());
    }

    @Test
    void aRunsTasksAreSpansAndSoAreAttemptsWhereThereAreSeveral() throws IOException {
        try (SpanCollector collector = new SpanCollector()) {
            sandbox.shell("TRACEPARENT=00-" + TRACE + "-b7ad6b7169203331-01 drover run --name batch --retries 2 --otlp " + collector.url()
                    + " 'echo $TRACEPARENT >>parent{}; test {} = 1' ::: 1 2").finish().exited(1).complained("1 of 2 tasks failed");
            assertEquals(1, collector.of(1).size(), collector.spans()::toString);
            Span first = collector.of(1).get(0);
            assertEquals("00-" + TRACE + "-" + SpanCollector.hex(first.getSpanId()) + "-01\n", Files.readString(sandbox.path("parent1")));
            assertEquals("b7ad6b7169203331", SpanCollector.hex(first.getParentSpanId()));
            List<Span> second = collector.of(2);
            assertEquals(List.of("attempt", "attempt", "task"), second.stream().map(Span::getName).toList(), collector.spans()::toString);
            Span task = second.get(2);
            assertEquals(("00-" + TRACE + "-" + SpanCollector.hex(task.getSpanId()) + "-01\n").repeat(2), Files.readString(sandbox.path("parent2")));
            assertEquals(second.get(0).getStartTimeUnixNano(), task.getStartTimeUnixNano());
            assertEquals(second.get(1).getEndTimeUnixNano(), task.getEndTimeUnixNano());
            assertTrue(second.subList(0, 2).stream().allMatch(attempt -> attempt.getParentSpanId().equals(task.getSpanId())), second::toString);
            assertTrue(collector.resources().containsAll(List.of("service.name=drover", "service.instance.id=batch")), collector.resources()::toString);
        }
    }

    @Test
    void tasksOfAllStagesAreSpans() throws IOException {
        try (SpanCollector collector = new SpanCollector()) {
            String printed = sandbox.shell("env -u TRACEPARENT drover run --otlp " + collector.url() + " 'echo {}' --then --stage last 'echo $TRACEPARENT #{}' ::: a")
                    .finish().exited(0).out();
            Span last = collector.spans().stream().filter(span -> SpanCollector.text(span, "stage").equals("last")).findFirst().orElseThrow();
            assertEquals("00-" + SpanCollector.hex(last.getTraceId()) + "-" + SpanCollector.hex(last.getSpanId()) + "-01\n", printed);
            assertEquals(2, collector.spans().size(), collector.spans()::toString);
        }
    }

    @Test
    void aRunDoesNotWaitForACollectorThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            sandbox.shell("drover run --otlp http://127.0.0.1:" + silent.getLocalPort() + " 'echo {}' ::: $(seq 50) | sort -n | tail -1").finish()
                    .exited(0).printed("50\n").oneLine("drover: 50 spans of tasks were dropped, 0 were sent: the collector at ");
        }
        sandbox.shell("drover run --otlp nowhere true ::: 1").finish().exited(255).oneLine("--otlp wants http://HOST:PORT");
    }
}
