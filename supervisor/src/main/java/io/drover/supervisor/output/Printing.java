package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.OutOfMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The one place where something is printed while a run goes on. */
final class Printing implements Station {
    /** A reader that has taken nothing for so long does not read. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Conveyor conveyor = new Conveyor("drover-output", this);
    private final Streams streams;
    private final SpillStore store;
    private final TaskPrinter printer;
    private final FailureDigest digest = new FailureDigest();
    private final boolean printsRetries;
    /** Null where nothing is shown. */
    private final ProgressThread progress;

    Printing(OutputConfig config, Streams streams, SpillStore store) {
        this.streams = streams;
        this.store = store;
        printsRetries = config.printsRetries();
        progress = config.progress() == ProgressForm.NONE ? null : new ProgressThread(streams);
        TaskPrinter all = config.mode() == OutputMode.LATEST_LINE
                ? new LatestLinePrinter(config, streams, digest)
                : new Printer(config, streams, store, digest);
        printer = config.shown().on(all, streams);
    }

    Conveyor conveyor() {
        return conveyor;
    }

    FailureDigest digest() {
        return digest;
    }

    /** From any thread. */
    void progress(ProgressState state) {
        if (progress != null) {
            progress.show(state);
        }
    }

    @Override
    public boolean stalled() {
        return streams.stalledNanos(System.nanoTime()) > STALL_NANOS;
    }

    @Override
    public void open() {
        if (progress != null) {
            progress.start();
        }
    }

    @Override
    public void take(Batch batch) {
        for (Told event : batch.told()) {
            try {
                print(event);
            } catch (IOException | RuntimeException | Error e) {
                conveyor.fail(e);
            }
            if (event instanceof Told.Chunk chunk) {
                chunk.giveBack();
            }
        }
    }

    private void print(Told event) throws IOException {
        if (event instanceof Told.Message message) {
            ByteString line = ByteString.copyFrom(message.line() + "\n", StandardCharsets.UTF_8);
            streams.print(true, LineStyle.PLAIN, line);
        } else if (conveyor.hasFailed()) {
            if (event instanceof Told.Finished finished && finished.task().outcome().failed()) {
                digest.add(finished.task(), new StderrTail());
            }
        } else if (event instanceof Told.Finished finished) {
            printer.finished(finished.task());
        } else if (event instanceof Told.Chunk chunk) {
            printer.chunk(chunk.task(), chunk.standardError(), chunk.data());
        } else if (event instanceof Told.Retried retried) {
            onRetried(retried.attempt());
        } else if (event instanceof Told.Discarded discarded) {
            printer.discard(discarded.task());
        }
    }

    private void onRetried(FinishedTask attempt) throws IOException {
        if (printsRetries) {
            printer.retried(attempt);
        } else {
            printer.discard(attempt.task());
        }
    }

    /** A lone result is written at once: the streams keep bytes only while there is more to come. */
    @Override
    public long rest() throws IOException {
        streams.flush();
        return Conveyor.FOREVER;
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        // The memory and the disk space are needed by others now.
        printer.abandon();
        store.close();
        try {
            // If only the disk is full, what was printed before is still good.
            streams.flush();
        } catch (IOException | RuntimeException | Error e) {
            // One reason is enough.
        }
        return cause instanceof OutputException known
                ? known.failure()
                : new OutputFailure(false, "cannot write output: " + OutOfMemory.text(cause));
    }

    @Override
    public void close() throws IOException {
        try {
            printer.end();
            streams.flush();
        } finally {
            if (progress != null) {
                progress.end();
            }
            store.close();
        }
    }
}
