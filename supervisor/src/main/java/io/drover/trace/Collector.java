package io.drover.trace;

import io.drover.proto.Otlp.Span;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Who takes spans, by HTTP. Confined to one thread. */
final class Collector {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** To be sent again, says the protocol. */
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    /** What it says. */
    enum Answer {
        TAKEN,
        /** It will not take these. */
        REFUSED,
        /** It may take them later. */
        GONE
    }

    private final OtlpPlan plan;
    /** Null before there is something to send. */
    private HttpClient client;

    Collector(OtlpPlan plan) {
        this.plan = plan;
    }

    Answer send(List<Span> spans) {
        if (client == null) {
            client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(plan.endpoint())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Spans.request(plan, spans)));
        plan.headers().forEach(request::header);
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Answer.TAKEN : LATER.contains(status) ? Answer.GONE : Answer.REFUSED;
        } catch (IOException e) {
            return Answer.GONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.GONE;
        }
    }

    @Override
    public String toString() {
        return "the collector at " + plan.endpoint();
    }
}
