package io.drover.cli.options;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.posix.ProcessTree;
import io.drover.trace.OtlpPlan;
import io.drover.trace.RunSpans;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options about whom spans of tasks are sent to. */
public final class OtlpOptions {
    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "Send a span for each task to the collector of OpenTelemetry there, as http://localhost:4318, and give its context to"
                    + " the command in TRACEPARENT. Default: none.")
    private String url;

    /** Refuses what is no address. */
    public void check() {
        plan("");
    }

    /**
     * The spans of a run; null: nobody wants them.
     *
     * @param instance whose they are
     * @param message told when they do not get there
     */
    public RunSpans spans(String instance, Consumer<String> message) {
        return url == null ? null : new RunSpans(plan(instance), ProcessTree.environment(), message);
    }

    /**
     * Where they go; null: nowhere.
     *
     * @param instance whose they are
     */
    public OtlpPlan plan(String instance) {
        try {
            return url == null ? null : OtlpPlan.of(RawArguments.text(url), instance, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--otlp wants " + e.getMessage());
        }
    }
}
