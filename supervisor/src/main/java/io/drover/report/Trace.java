package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Writes attempts as complete events of the Chrome trace-event format, for Perfetto and chrome://tracing. A worker is a
 * process there and a slot is a thread of it; of a flow a stage is one. Process 0 is special to those programs, so that worker 0 is process 1.
 */
final class Trace {
    private static final int NAME = 200;

    static final int PAYLOAD_BYTES = Shown.bytesOf(NAME);

    private final Writer out;
    private final IntFunction<String> processes;
    private final Set<Integer> workers = new HashSet<>();
    /** Of each slot of a worker, the end of its last attempt in nanoseconds. */
    private final Map<Long, Long> ends = new HashMap<>();
    private long start;
    private String comma = "";

    /** Passes on attempts. */
    @FunctionalInterface
    interface Source {
        void forEach(Consumer<Attempt> each) throws IOException;
    }

    /** @param processes what the process of a worker is called */
    Trace(Writer out, IntFunction<String> processes) {
        this.out = out;
        this.processes = processes;
    }

    void write(Chain chain, Source attempts) throws IOException {
        start = chain.runs().stream().mapToLong(Chain.Run::start).min().orElse(0);
        out.write("{\"displayTimeUnit\":\"ms\",\"otherData\":{\"command\":"
                + Json.quoted(Shown.line(chain.last().command(), NAME)) + ",\"start_epoch_micros\":" + start
                + "},\n\"traceEvents\":[\n");
        try {
            attempts.forEach(this::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.write("\n]}\n");
    }

    private void add(Attempt attempt) {
        try {
            int process = attempt.worker() + 1;
            if (workers.add(attempt.worker())) {
                name("process_name", processes.apply(attempt.worker()), process, 0);
            }
            long slot = (long) attempt.worker() << 32 | attempt.slot();
            if (!ends.containsKey(slot)) {
                name("thread_name", "slot " + attempt.slot(), process, attempt.slot());
            }
            long nanos = behind(ends.getOrDefault(slot, 0L), 1000 * (attempt.startMicros() - start));
            ends.put(slot, nanos + attempt.nanos());
            event(attempt, process, nanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The journal knows the start to the microsecond below. Within that one it was behind the end of the attempt before;
     * viewers take events that overlap for nested ones, or leave them out.
     */
    private static long behind(long end, long start) {
        return end > start && end < start + 1000 ? end : start;
    }

    private void name(String kind, String name, int process, int thread) throws IOException {
        out.write(comma + "{\"ph\":\"M\",\"name\":\"" + kind + "\",\"pid\":" + process + ",\"tid\":" + thread
                + ",\"args\":{\"name\":" + Json.quoted(name) + "}}");
        comma = ",\n";
    }

    private void event(Attempt attempt, int process, long nanos) throws IOException {
        StringBuilder event = new StringBuilder(300).append(comma).append("{\"ph\":\"X\",\"name\":")
                .append(Json.quoted(Shown.line(attempt.payload(), NAME)))
                .append(",\"cat\":\"").append(attempt.state().text())
                .append("\",\"pid\":").append(process).append(",\"tid\":").append(attempt.slot())
                .append(",\"ts\":").append(BigDecimal.valueOf(nanos, 3))
                .append(",\"dur\":").append(BigDecimal.valueOf(attempt.nanos(), 3));
        if (attempt.bad()) {
            event.append(",\"cname\":\"terrible\"");
        } else if (attempt.state() == State.CANCELLED) {
            event.append(",\"cname\":\"grey\"");
        }
        event.append(",\"args\":{\"task\":").append(attempt.seq()).append(",\"run\":").append(attempt.run())
                .append(",\"attempt\":").append(attempt.attempt());
        number(event, "exit", attempt.exit());
        number(event, "signal", attempt.signal());
        if (attempt.rssKib() > 0) {
            event.append(",\"cpu_us\":").append(attempt.cpuMicros()).append(",\"rss_kib\":").append(attempt.rssKib());
        }
        out.append(event.append("}}"));
        comma = ",\n";
    }

    private static void number(StringBuilder event, String name, Integer number) {
        if (number != null) {
            event.append(",\"").append(name).append("\":").append(number);
        }
    }
}
