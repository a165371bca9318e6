package io.drover.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By what spans are known to others. */
class SpanContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static SpanContext in(String parent) {
        return SpanContext.in(List.of("A=b".getBytes(StandardCharsets.UTF_8), ("TRACEPARENT=" + parent).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTaskIsInTheTraceOfWhoHasSubmittedIt() {
        SpanContext context = in("00-" + TRACE + "-b7ad6b7169203331-01");
        assertEquals(TRACE, context.trace());
        assertEquals("b7ad6b7169203331", context.parent());
        assertNotEquals("b7ad6b7169203331", context.span());
        assertTrue(context.isRecorded());
        assertEquals("TRACEPARENT=00-" + TRACE + "-" + context.span() + "-01", new String(context.variable(), StandardCharsets.UTF_8));
        assertFalse(in("00-" + TRACE + "-b7ad6b7169203331-00").isRecorded());
        assertEquals(TRACE, in("cc-" + TRACE + "-b7ad6b7169203331-01-what-comes-later").trace());
    }

    @Test
    void whatIsNoContextIsNotTakenForOne() {
        for (String wrong : new String[] {
            "", "00", "00-" + TRACE + "-b7ad6b7169203331", "ff-" + TRACE + "-b7ad6b7169203331-01", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
            "00-" + TRACE + "-0000000000000000-01", "00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-b7ad6b7169203331-01", "00-" + TRACE + "-b7ad6b7169203331-1"
        }) {
            SpanContext context = in(wrong);
            assertNotEquals(TRACE, context.trace(), wrong);
            assertEquals("", context.parent(), wrong);
            assertTrue(context.trace().matches("[0-9a-f]{32}") && context.span().matches("[0-9a-f]{16}"), context::toString);
        }
    }

    @Test
    void collectorsAreNamedByUrlsAndHeadersComeFromTheEnvironment() {
        OtlpPlan plan = OtlpPlan.of("http://localhost:4318", "etl", Map.of("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b, x = y", "OTEL_SERVICE_NAME", "s"));
        assertEquals("http://localhost:4318/v1/traces", plan.endpoint().toString());
        assertEquals(Map.of("api-key", "a b", "x", "y"), plan.headers());
        assertEquals("s", plan.service());
        assertEquals("https://c/other", OtlpPlan.of("https://c/other", "etl", Map.of()).endpoint().toString());
        for (String wrong : new String[] {"", "localhost:4318", "grpc://localhost:4317", "http://", "http:// x"}) {
            assertThrows(IllegalArgumentException.class, () -> OtlpPlan.of(wrong, "etl", Map.of()), wrong);
        }
    }
}
