package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.OutOfMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread that writes: takes batches in order and prints them. Whatever goes wrong, it goes on taking batches, so
 * that the loop never waits for it and all chunk bytes are released.
 *
 * <p>Methods that are not private may be called from any thread.
 */
final class WriterThread {
    private static final Batch END = new Batch();
    /** A reader that has taken nothing for so long does not read. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Batch> batches = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong releasedBytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "drover-output");
    private final Streams streams;
    private final SpillStore store;
    private final TaskPrinter printer;
    private final long relievedBytes;
    /** Null where nothing is shown. */
    private final ProgressThread progress;
    private volatile OutputFailure failure;
    private volatile Runnable wake = () -> {};

    /** @param relievedBytes the loop is woken when no more than this is left to do */
    WriterThread(
            OutputConfig config, Streams streams, SpillStore store, FailureDigest digest, long relievedBytes) {
        this.streams = streams;
        this.store = store;
        this.relievedBytes = relievedBytes;
        progress = config.progress() == ProgressForm.NONE ? null : new ProgressThread(streams);
        printer = config.mode() == OutputMode.LATEST_LINE
                ? new LatestLinePrinter(config, streams, digest)
                : new Printer(config, streams, store, digest);
    }

    void start() {
        // A run that ends without close, in a failure of the supervisor itself, must not hang here.
        thread.setDaemon(true);
        thread.start();
        if (progress != null) {
            progress.start();
        }
    }

    void hand(Batch batch) {
        waitingBytes.addAndGet(batch.bytes);
        batches.add(batch);
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    long takeReleasedBytes() {
        return releasedBytes.getAndSet(0);
    }

    boolean stalled() {
        return streams.stalledNanos(System.nanoTime()) > STALL_NANOS;
    }

    OutputFailure failure() {
        return failure;
    }

    void onChange(Runnable action) {
        wake = action;
    }

    void progress(ProgressState state) {
        if (progress != null) {
            progress.show(state);
        }
    }

    /** Waits until all that was handed over is written. An interrupt does not shorten this, but is kept. */
    void finish() {
        batches.add(END);
        Uninterruptibly.join(thread);
    }

    private void run() {
        for (Batch batch = next(); batch != END; batch = next()) {
            print(batch);
            long left = waitingBytes.addAndGet(-batch.bytes);
            if (left <= relievedBytes && left + batch.bytes > relievedBytes) {
                wake.run();
            }
        }
        if (progress != null) {
            progress.end();
        }
        store.close();
    }

    /** A lone result is written at once: the streams keep bytes only while there is more to come. */
    private Batch next() {
        Batch batch = batches.poll();
        if (batch == null) {
            flush();
        }
        while (batch == null) {
            try {
                batch = batches.take();
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread; END ends it.
            }
        }
        if (batch == END) {
            flush();
        }
        return batch;
    }

    private void print(Batch batch) {
        for (Object event : batch.events) {
            try {
                print(event);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                fail(e);
            }
            if (event instanceof Batch.Chunk chunk) {
                release(chunk.data().size());
            }
        }
    }

    private void print(Object event) throws IOException {
        if (event instanceof Batch.Message message) {
            ByteString line = ByteString.copyFrom(message.line() + "\n", StandardCharsets.UTF_8);
            streams.print(true, LineStyle.PLAIN, line);
        } else if (failure != null) {
            if (event instanceof FinishedTask finished && !finished.outcome().ok()) {
                printer.onFailure(finished, new StderrTail());
            }
        } else if (event instanceof FinishedTask finished) {
            printer.finished(finished);
        } else if (event instanceof Batch.Chunk chunk) {
            printer.chunk(chunk.task(), chunk.standardError(), chunk.data());
        } else if (event instanceof Batch.Retried retried) {
            printer.retried(retried.attempt());
        } else if (event instanceof Batch.Discard discard) {
            printer.discard(discard.task());
        }
    }

    private void flush() {
        try {
            streams.flush();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    private void release(int bytes) {
        if (releasedBytes.getAndAdd(bytes) == 0) {
            wake.run();
        }
    }

    private void fail(Throwable cause) {
        if (failure != null) {
            return;
        }
        failure = cause instanceof OutputException known
                ? known.failure()
                : new OutputFailure(false, "cannot write output: " + OutOfMemory.text(cause));
        // The memory and the disk space are needed by others now.
        printer.abandon();
        store.close();
        // If only the disk is full, what was printed before is still good.
        flush();
        wake.run();
    }
}
