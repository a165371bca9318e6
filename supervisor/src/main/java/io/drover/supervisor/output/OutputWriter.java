package io.drover.supervisor.output;

import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the output of tasks, after others that keep it if there are any. */
public final class OutputWriter extends BatchingFollower {
    private static final int MOST_SHOWN = 1000;

    private final Printing printing;
    private TaskSpec newest;

    /**
     * @param out our stdout, {@code error} our stderr; neither is closed. The channel of a {@code FileOutputStream} is
     *     better than a wrapped stream, as it can tell a full pipe from an error
     */
    public OutputWriter(OutputConfig config, WritableByteChannel out, WritableByteChannel error) {
        this(config, out, error, SpillStore.in(config.tmpdir()));
    }

    /** Writes to stdout and stderr of this process. */
    public static OutputWriter ofThisProcess(OutputConfig config) {
        return new OutputWriter(
                config,
                new FileOutputStream(FileDescriptor.out).getChannel(),
                new FileOutputStream(FileDescriptor.err).getChannel());
    }

    OutputWriter(OutputConfig config, WritableByteChannel out, WritableByteChannel error, SpillStore store) {
        this(new Printing(config, new Streams(out, error, config), store));
    }

    private OutputWriter(Printing printing) {
        this(printing, printing.conveyor().start());
    }

    private OutputWriter(Printing printing, Conveyor first) {
        super(first);
        this.printing = printing;
    }

    /** The same writer, but everything goes to {@code conveyor} first, which leads to what was first until now. */
    public OutputWriter behind(Conveyor conveyor) {
        return new OutputWriter(printing, conveyor);
    }

    /** What has failed; complete when all is written. */
    public FailureDigest digest() {
        return printing.digest();
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        newest = tasks.get(tasks.size() - 1).spec();
        super.sent(worker, tasks);
    }

    @Override
    public void progress(RunProgress progress) {
        printing.progress(new ProgressState(progress, newest == null ? "" : Texts.printable(shown(newest))));
    }

    /**
     * How far a flow is. From any thread.
     *
     * @param stages one line
     */
    public void progress(String stages) {
        printing.progress(new ProgressState(null, "", Texts.printable(stages)));
    }

    /** Its values, where they are kept; otherwise what is made of them. */
    private static String shown(TaskSpec task) {
        if (task.arguments() == null) {
            return task.payload().substring(0, Math.min(task.payload().size(), MOST_SHOWN)).toStringUtf8();
        }
        return Arrays.stream(task.arguments())
                .map(value -> new String(value, 0, Math.min(value.length, MOST_SHOWN), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }
}
