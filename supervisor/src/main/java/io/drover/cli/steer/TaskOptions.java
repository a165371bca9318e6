package io.drover.cli.steer;

import io.drover.cli.words.Durations;
import io.drover.cli.words.PointInTime;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.proto.NewTask;
import io.drover.wire.MessageWriter;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
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

    /** What was said, as a {@link NewTask}. */
    MessageWriter task() {
        MessageWriter task = new MessageWriter();
        if (priority != null) {
            task.signed(NewTask.PRIORITY_FIELD_NUMBER, priority);
        }
        if (delay != null) {
            task.number(NewTask.DELAY_MILLIS_FIELD_NUMBER, Durations.millis(delay, "--delay"));
        }
        if (at != null) {
            if (delay != null) {
                throw new UsageException("--at and --delay do not go together");
            }
            task.number(NewTask.AT_MILLIS_FIELD_NUMBER, PointInTime.millis(RawArguments.text(at), "--at", ZonedDateTime.now()));
        }
        if (every != null) {
            task.text(NewTask.EVERY_FIELD_NUMBER, RawArguments.text(every));
        }
        if (group != null) {
            task.text(NewTask.GROUP_FIELD_NUMBER, RawArguments.text(group));
        }
        if (attempts != null) {
            if (attempts < 1) {
                throw new UsageException("--retries wants a number from 1, not " + attempts);
            }
            task.number(NewTask.ATTEMPTS_FIELD_NUMBER, attempts);
        }
        if (backoff != null) {
            setBackoff(task);
        }
        if (timeout != null) {
            task.number(NewTask.TIMEOUT_MILLIS_FIELD_NUMBER, Durations.millis(timeout, "--timeout"));
        }
        for (String word : environment) {
            putVariable(task, word);
        }
        if (directory != null) {
            putDirectory(task, directory);
        }
        return task;
    }

    boolean hasDirectory() {
        return directory != null;
    }

    /** Whether it comes again and again. */
    boolean recurs() {
        return every != null;
    }

    /** Whether it is said what the variable is. */
    boolean hasVariable(String name) {
        for (String word : environment) {
            if (word.equals(name) || word.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    static void putDirectory(MessageWriter task, String directory) {
        task.text(NewTask.DIRECTORY_FIELD_NUMBER, Path.of(RawArguments.text(directory)).toAbsolutePath().normalize().toString());
    }

    private void setBackoff(MessageWriter task) {
        String[] words = backoff.split(",", -1);
        if (words.length > 2) {
            throw new UsageException("--backoff wants a time, and perhaps the longest behind a comma, not " + backoff);
        }
        long first = Durations.millis(words[0], "--backoff");
        long most = words.length == 2 ? Durations.millis(words[1], "--backoff") : Math.max(first, Durations.millis(USUAL_LIMIT, "--backoff"));
        if (most < first) {
            throw new UsageException("--backoff " + backoff + ": the longest is shorter than the first");
        }
        task.number(NewTask.BACKOFF_MILLIS_FIELD_NUMBER, first).number(NewTask.BACKOFF_MOST_MILLIS_FIELD_NUMBER, most);
    }

    /** @param word NAME=VALUE, or the name of one that may be there */
    static void putVariable(MessageWriter task, String word) {
        String value = System.getenv(word);
        if (word.contains("=")) {
            task.bytes(NewTask.ENVIRONMENT_FIELD_NUMBER, RawArguments.bytes(word));
        } else if (value != null) {
            task.text(NewTask.ENVIRONMENT_FIELD_NUMBER, word + "=" + value);
        }
    }
}
