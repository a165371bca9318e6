package io.drover.records;

import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.output.OutputFailure;
import io.drover.supervisor.output.Uninterruptibly;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread that records. Whatever goes wrong, it goes on taking batches, so that the loop never waits for it.
 *
 * <p>Methods that are not private may be called from any thread.
 */
final class RecordThread {
    private static final Batch END = new Batch();

    /** Something to be done in order. */
    @FunctionalInterface
    interface Call {
        void run() throws IOException;
    }

    /** What one round of the loop has brought. */
    static final class Batch {
        private final List<Call> calls = new ArrayList<>();
        private long bytes;

        void add(int size, Call call) {
            calls.add(call);
            bytes += size;
        }

        long bytes() {
            return bytes;
        }

        boolean isEmpty() {
            return calls.isEmpty();
        }
    }

    private final BlockingQueue<Batch> batches = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "drover-records");
    private final Recorder recorder;
    private final long relievedBytes;
    private volatile OutputFailure failure;
    private volatile Runnable wake = () -> {};

    /** @param relievedBytes the loop is woken when no more than this is left to do */
    RecordThread(Recorder recorder, long relievedBytes) {
        this.recorder = recorder;
        this.relievedBytes = relievedBytes;
    }

    void start() {
        // A run that ends without close, in a failure of the supervisor itself, must not hang here.
        thread.setDaemon(true);
        thread.start();
    }

    void hand(Batch batch) {
        waitingBytes.addAndGet(batch.bytes);
        batches.add(batch);
    }

    /** Hands it over and waits until it is done. An interrupt does not shorten this, but is kept. */
    void perform(Batch batch) {
        CountDownLatch done = new CountDownLatch(1);
        batch.add(0, done::countDown);
        hand(batch);
        Uninterruptibly.await(done);
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    OutputFailure failure() {
        return failure;
    }

    void onChange(Runnable action) {
        wake = action;
        recorder.onRelease(action);
    }

    /** Waits until all that was handed over is recorded. An interrupt does not shorten this, but is kept. */
    void finish() {
        batches.add(END);
        Uninterruptibly.join(thread);
    }

    private void run() {
        for (Batch batch = take(); batch != END; batch = take()) {
            for (Call call : batch.calls) {
                attempt(call);
            }
            // The records reach their files before anybody can see the output.
            attempt(recorder::flush);
            attempt(recorder::pass);
            long left = waitingBytes.addAndGet(-batch.bytes);
            if (left <= relievedBytes && left + batch.bytes > relievedBytes) {
                wake.run();
            }
        }
        attempt(recorder::close);
    }

    private Batch take() {
        while (true) {
            try {
                return batches.take();
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread; END ends it.
            }
        }
    }

    private void attempt(Call call) {
        try {
            call.run();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        recorder.abandon();
        if (failure == null) {
            String message = cause instanceof IOException ? cause.getMessage() : "cannot record results: " + OutOfMemory.text(cause);
            failure = new OutputFailure(false, message);
            wake.run();
        }
    }
}
