package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
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

/**
 * Prints the output of tasks. The calls only collect; a {@link WriterThread} does everything that may take time.
 *
 * <p>Calls come from the loop thread.
 */
public final class OutputWriter implements Output {
    private static final long CONGESTED_BYTES = 16 << 20;
    private static final int MOST_SHOWN = 1000;

    private final FailureDigest digest = new FailureDigest();
    private final WriterThread writer;
    private final boolean printsRetries;
    private Batch batch = new Batch();
    private boolean congested;
    private TaskSpec newest;

    /**
     * @param out our stdout, {@code error} our stderr; neither is closed. The channel of a {@code FileOutputStream} is
     *     better than a wrapped stream, as it can tell a full pipe from an error
     */
    public OutputWriter(OutputConfig config, WritableByteChannel out, WritableByteChannel error) {
        this(config, out, error, new SpillStore(Segments.unlinkedIn(config.tmpdir()), config.tmpdir()));
    }

    /** Writes to stdout and stderr of this process. */
    public static OutputWriter ofThisProcess(OutputConfig config) {
        return new OutputWriter(
                config,
                new FileOutputStream(FileDescriptor.out).getChannel(),
                new FileOutputStream(FileDescriptor.err).getChannel());
    }

    OutputWriter(OutputConfig config, WritableByteChannel out, WritableByteChannel error, SpillStore store) {
        printsRetries = config.printsRetries();
        writer = new WriterThread(config, new Streams(out, error, config), store, digest, CONGESTED_BYTES / 2);
        writer.start();
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        batch.add(new Batch.Chunk(task, standardError, data), data.size());
    }

    @Override
    public void retried(FinishedTask attempt) {
        if (printsRetries) {
            batch.add(new Batch.Retried(attempt), attempt.output().size() + attempt.error().size());
        } else {
            discard(attempt.task());
        }
    }

    @Override
    public void discard(TaskSpec task) {
        batch.add(new Batch.Discard(task), 0);
    }

    @Override
    public void finished(FinishedTask finished) {
        batch.add(finished, finished.output().size() + finished.error().size());
    }

    /** Goes between the output of tasks and not into the progress line. */
    @Override
    public void message(String line) {
        batch.add(new Batch.Message(line), line.length());
    }

    @Override
    public void progress(RunProgress progress) {
        writer.progress(new ProgressState(progress, newest == null ? "" : Texts.printable(shown(newest))));
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

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        newest = tasks.get(tasks.size() - 1).spec();
    }

    @Override
    public boolean stalled() {
        return writer.stalled();
    }

    @Override
    public void flush() {
        if (batch.events.isEmpty()) {
            return;
        }
        writer.hand(batch);
        batch = new Batch();
    }

    @Override
    public long takeReleasedBytes() {
        return writer.takeReleasedBytes();
    }

    /** Stays true until half of the work that made it so is done, so that it does not flicker. */
    @Override
    public boolean congested() {
        congested = writer.waitingBytes() > (congested ? CONGESTED_BYTES / 2 : CONGESTED_BYTES);
        return congested;
    }

    @Override
    public OutputFailure failure() {
        return writer.failure();
    }

    @Override
    public void onChange(Runnable wake) {
        writer.onChange(wake);
    }

    /** What has failed; complete after {@link #close}. */
    public FailureDigest digest() {
        return digest;
    }

    @Override
    public void close() {
        flush();
        writer.finish();
    }
}
