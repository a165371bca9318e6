package io.drover.trace;

import com.google.protobuf.ByteString;
import io.drover.posix.ThisProcess;
import io.drover.proto.Otlp.AnyValue;
import io.drover.proto.Otlp.ExportTraceServiceRequest;
import io.drover.proto.Otlp.InstrumentationScope;
import io.drover.proto.Otlp.KeyValue;
import io.drover.proto.Otlp.Resource;
import io.drover.proto.Otlp.ResourceSpans;
import io.drover.proto.Otlp.ScopeSpans;
import io.drover.proto.Otlp.Span;
import io.drover.proto.Otlp.Status;
import io.drover.supervisor.core.FinishedTask;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes messages of what has become of tasks. */
final class Spans {
    private static final int LONGEST_COMMAND = 1000;

    private Spans() {}

    /**
     * An event says when it was started.
     *
     * @param sinceMicros when it begins; 0: with that
     */
    static Span of(String name, FinishedTask task, SpanContext context, long sinceMicros) {
        long started = TimeUnit.MICROSECONDS.toNanos(task.startEpochMicros());
        long since = TimeUnit.MICROSECONDS.toNanos(sinceMicros);
        ByteString command = task.task().payload();
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(context.trace()))
                .setSpanId(bytes(context.span()))
                .setParentSpanId(bytes(context.parent()))
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_CONSUMER)
                .setStartTimeUnixNano(since > 0 ? Math.min(since, started) : started)
                .setEndTimeUnixNano(started + task.runNanos())
                .setFlags(Integer.parseInt(context.flags(), 16))
                .addEvents(Span.Event.newBuilder().setTimeUnixNano(started).setName("start"))
                .addAttributes(number("drover.task", task.task().number()))
                .addAttributes(number("drover.slot", task.slot()))
                .addAttributes(number("drover.worker", task.worker()))
                .addAttributes(text("drover.state", task.outcome().column().text()))
                .addAttributes(text("process.command_line", command.substring(0, Math.min(command.size(), LONGEST_COMMAND)).toStringUtf8()));
        task.outcome().exitCode().ifPresent(code -> span.addAttributes(number("process.exit.code", code)));
        task.outcome().endingSignal().ifPresent(signal -> span.addAttributes(number("drover.signal", signal)));
        if (!task.task().stageName().isEmpty()) {
            span.addAttributes(text("drover.stage", task.task().stageName()));
        }
        if (task.outcome().failed()) {
            span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(task.outcome().why()));
        }
        return span.build();
    }

    static byte[] request(OtlpPlan plan, List<Span> spans) {
        Resource resource = Resource.newBuilder()
                .addAttributes(text("service.name", plan.service()))
                .addAttributes(text("service.instance.id", plan.instance()))
                .addAttributes(number("process.pid", ThisProcess.id()))
                .build();
        ScopeSpans scope = ScopeSpans.newBuilder().setScope(InstrumentationScope.newBuilder().setName("drover")).addAllSpans(spans).build();
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static ByteString bytes(String hexadecimal) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hexadecimal));
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)).build();
    }
}
