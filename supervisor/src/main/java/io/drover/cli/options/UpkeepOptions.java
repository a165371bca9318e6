package io.drover.cli.options;

import io.drover.cli.words.Durations;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.Recycling;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options about what keeps a service well for months. */
public final class UpkeepOptions {
    @Option(
            names = "--recycle-after",
            paramLabel = "N",
            description = "Another worker takes over from one that has run so many tasks. It is ready before that one gets no more, and"
                    + " what that one runs goes on to its end. Default: never.")
    private int tasks;

    @Option(names = "--recycle-age", paramLabel = "TIME", description = "The same for a worker that is so old. Default: never.")
    private String age = "0";

    @Option(
            names = "--recycle-rss",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The same for a worker process that has so much memory, without the commands that it runs. Default: never.")
    private Long resident;

    @Option(
            names = "--task-memory",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "End a task whose processes together have more than SIZE in RAM: it has failed. Looked at once a second."
                    + " Default: no limit.")
    private Long taskMemory;

    /** When a worker has done enough. */
    public Recycling recycling() {
        if (tasks < 0) {
            throw new UsageException("--recycle-after wants a number of tasks, not " + tasks);
        }
        Recycling recycling = Recycling.NEVER.tasks(tasks)
                .age(Duration.ofMillis(Durations.millis(age, "--recycle-age")))
                .residentBytes(positive(resident, "--recycle-rss"));
        return recycling.equals(Recycling.NEVER) ? Recycling.NEVER : recycling;
    }

    /** Bytes that the processes of a task may have; 0: any number. */
    public long taskMemory() {
        return positive(taskMemory, "--task-memory");
    }

    private static long positive(Long size, String option) {
        if (size != null && size < 1) {
            throw new UsageException(option + " wants a size such as 500M, not " + size);
        }
        return size == null ? 0 : size;
    }
}
