package io.drover.supervisor.output;

import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.Valve;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands what a run brings to a thread that writes, a batch for each round of the loop, and from there to the next
 * conveyor. Whatever goes wrong, the thread goes on taking batches, so that the loop never waits for it and every receipt
 * is given back. The first failure is kept.
 *
 * <p>Methods that do not say otherwise may be called from any thread. As a valve it speaks for those behind it, too.
 */
public final class Conveyor implements Valve {
    public static final long FOREVER = Long.MAX_VALUE;

    private static final long CONGESTED_BYTES = 16 << 20;
    private static final long RELIEVED_BYTES = CONGESTED_BYTES / 2;
    private static final long LOOK_MILLIS = 100;
    private static final Load END = new Load(0, () -> {});

    /** Something to be done in its turn. */
    @FunctionalInterface
    public interface Call {
        void run() throws Exception;
    }

    /** @param bytes what it holds of our memory */
    private record Load(long bytes, Call call) {}

    private final Station station;
    private final Thread thread;
    private final BlockingQueue<Load> loads = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile OutputFailure failure;
    private volatile Runnable wake = () -> {};
    private volatile Runnable ended = () -> {};
    private volatile boolean over;
    /** Null for the last. */
    private volatile Conveyor next;
    /** Confined to the loop. */
    private boolean congested;

    public Conveyor(String thread, Station station) {
        this.station = station;
        this.thread = new Thread(this::run, thread);
        // A run that ends without close, in a failure of the supervisor itself, must not hang here.
        this.thread.setDaemon(true);
    }

    public Conveyor start() {
        thread.start();
        return this;
    }

    /** To be called before the first batch comes. */
    public Conveyor leadTo(Conveyor behind) {
        next = behind;
        return this;
    }

    public void hand(Batch batch) {
        hand(new Load(batch.bytes(), () -> station.take(batch)));
    }

    private void hand(Load load) {
        waitingBytes.addAndGet(load.bytes());
        loads.add(load);
    }

    /** What the station is done with goes on. */
    public void pass(Batch batch) {
        Conveyor behind = next;
        if (behind != null && !batch.isEmpty()) {
            behind.hand(batch);
        }
    }

    /** Has {@code call} run in the thread, after all that was handed over before. */
    public void call(long bytes, Call call) {
        hand(new Load(bytes, call));
    }

    /** As {@link #call}, and waits for it. An interrupt does not shorten this, but is kept. */
    public void perform(Call call) {
        CountDownLatch done = new CountDownLatch(1);
        call(0, () -> {
            try {
                call.run();
            } finally {
                done.countDown();
            }
        });
        Uninterruptibly.await(() -> {
            while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && thread.isAlive()) {
                // Nothing will be done once the thread has ended.
            }
        });
    }

    /** Something cannot be written; to be called by the station. */
    public void fail(Throwable cause) {
        if (failure == null) {
            failure = station.failed(cause);
            wake.run();
        }
    }

    /** Of this one alone. */
    public boolean hasFailed() {
        return failure != null;
    }

    /** Whether anybody on the way wants to know of more than output and results. */
    boolean followsStarts() {
        return station.followsStarts() || next != null && next.followsStarts();
    }

    /** Stays true until half of the work that made it so is done, so that it does not flicker. Confined to the loop. */
    @Override
    public boolean congested() {
        congested = waitingBytes.get() > (congested ? RELIEVED_BYTES : CONGESTED_BYTES);
        // Both, as the next one also counts on being asked.
        return congested | (next != null && next.congested());
    }

    @Override
    public boolean stalled() {
        return station.stalled() || next != null && next.stalled();
    }

    @Override
    public OutputFailure failure() {
        OutputFailure own = failure;
        return own != null || next == null ? own : next.failure();
    }

    @Override
    public void onChange(Runnable action) {
        wake = action;
        if (next != null) {
            next.onChange(action);
        }
    }

    /**
     * Nothing more is handed over.
     *
     * @param done is run, by any thread, when all that was is written, here and behind
     */
    void end(Runnable done) {
        ended = done;
        loads.add(END);
    }

    /** Whether all that was handed over is written here, and nothing more is to come. */
    public boolean isOver() {
        return over;
    }

    /** Waits until all that was handed over is written here. Nothing more is to come. An interrupt does not shorten this, but is kept. */
    public void join() {
        loads.add(END);
        Uninterruptibly.await(thread::join);
    }

    private void run() {
        attempt(station::open);
        for (Load load = next(); load != END; load = next()) {
            attempt(load.call());
            long left = waitingBytes.addAndGet(-load.bytes());
            if (left <= RELIEVED_BYTES && left + load.bytes() > RELIEVED_BYTES) {
                wake.run();
            }
        }
        attempt(station::close);
        over = true;
        if (next == null) {
            ended.run();
        } else {
            next.end(ended);
        }
    }

    private void attempt(Call call) {
        try {
            call.run();
        } catch (Exception | Error e) {
            fail(e);
        }
    }

    private Load next() {
        Load load = loads.poll();
        while (load == null) {
            load = await(rest());
        }
        return load;
    }

    private long rest() {
        try {
            return station.rest();
        } catch (Exception | Error e) {
            fail(e);
            return FOREVER;
        }
    }

    private Load await(long nanos) {
        try {
            return nanos == FOREVER ? loads.take() : loads.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread; END ends it.
            return null;
        }
    }
}
