package io.drover.cli.steer;

import com.google.protobuf.ByteString;
import io.drover.cli.words.Durations;
import io.drover.cli.words.PointInTime;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.proto.NewTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What can be said of a task for a service, when it is submitted and later. */
public final class TaskOptions {
    private static final String USUAL_LIMIT = "1h";

    @Option(
            names = "--priority",
            paramLabel = "N",
            description = "Those with the highest number start first, but before what came a day earlier for each step. Default: 0.")
    private Integer priority;

    @Option(names = "--delay", paramLabel = "TIME", description = "It does not start before so long from now.")
    private String delay;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "It does not start before: 18:30, 2026-12-24 or 2026-12-24T18:30, by the clock and the zone of here.")
    private String at;

    @Option(
            names = "--every",
            paramLabel = "CRON",
            description = "Have one come again and again: '30 4 * * mon-fri' or @daily, by the clock of the service. drover cancel ends that.")
    private String every;

    @Option(names = "--group", paramLabel = "NAME", description = "What drover group limits, and drover tasks --group finds.")
    private String group;

    @Option(names = "--retries", paramLabel = "N", description = "Start it up to N times in all. Default: as the service does.")
    private Integer attempts;

    @Option(
            names = "--backoff",
            paramLabel = "FIRST[,MOST]",
            description = "After a failure it waits about so long, and twice as long each time, up to MOST. Default of MOST: 1h.")
    private String backoff;

    @Option(names = "--timeout", paramLabel = "TIME", description = "End each attempt after so long. Default: as the service does.")
    private String timeout;

    @Option(
            names = "--env",
            paramLabel = "NAME[=VALUE]",
            description = "A variable that it gets besides those of the service: with VALUE, or as it is here.")
    private List<String> environment = new ArrayList<>();

    @Option(names = "--cwd", paramLabel = "DIR", description = "Where it runs. Default: here.")
    private String directory;

    /** What was said. */
    NewTask.Builder task() {
        NewTask.Builder task = NewTask.newBuilder();
        if (priority != null) {
            task.setPriority(priority);
        }
        if (delay != null) {
            task.setDelayMillis(Durations.millis(delay, "--delay"));
        }
        if (at != null) {
            if (delay != null) {
                throw new UsageException("--at and --delay do not go together");
            }
            task.setAtMillis(PointInTime.millis(RawArguments.text(at), "--at", ZonedDateTime.now()));
        }
        if (every != null) {
            task.setEvery(RawArguments.text(every));
        }
        if (group != null) {
            task.setGroup(RawArguments.text(group));
        }
        if (attempts != null) {
            if (attempts < 1) {
                throw new UsageException("--retries wants a number from 1, not " + attempts);
            }
            task.setAttempts(attempts);
        }
        if (backoff != null) {
            setBackoff(task);
        }
        if (timeout != null) {
            task.setTimeoutMillis(Durations.millis(timeout, "--timeout"));
        }
        environment.stream().flatMap(TaskOptions::variable).map(ByteString::copyFrom).forEach(task::addEnvironment);
        if (directory != null) {
            task.setDirectory(path(directory));
        }
        return task;
    }

    static ByteString path(String directory) {
        return ByteString.copyFromUtf8(Path.of(RawArguments.text(directory)).toAbsolutePath().normalize().toString());
    }

    private void setBackoff(NewTask.Builder task) {
        String[] words = backoff.split(",", -1);
        if (words.length > 2) {
            throw new UsageException("--backoff wants a time, and perhaps the longest behind a comma, not " + backoff);
        }
        long first = Durations.millis(words[0], "--backoff");
        long most = words.length == 2 ? Durations.millis(words[1], "--backoff") : Math.max(first, Durations.millis(USUAL_LIMIT, "--backoff"));
        if (most < first) {
            throw new UsageException("--backoff " + backoff + ": the longest is shorter than the first");
        }
        task.setBackoffMillis(first).setBackoffMostMillis(most);
    }

    static Stream<byte[]> variable(String word) {
        if (word.contains("=")) {
            return Stream.of(RawArguments.bytes(word));
        }
        String value = System.getenv(word);
        return value == null ? Stream.empty() : Stream.of((word + "=" + value).getBytes(StandardCharsets.UTF_8));
    }
}
