package io.drover.worker.slot;

import io.drover.proto.FromWorker;
import io.drover.proto.OutputChunk;
import io.drover.proto.TaskResult;
import io.drover.proto.WorkerSetup;
import io.drover.wire.ResultColumns;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.zeromq.ZMQ;

/**
 * The way to the supervisor's sink. Slots send from their own threads; the lock makes the socket change hands safely.
 *
 * <p>Results of tiny tasks travel together: a slot that has more to do leaves its result here. Whether it goes at once or
 * waits for others, for a few milliseconds and never behind a long task, is for {@link Departures} to say.
 *
 * <p>Output of running tasks is sent only against credit, so that a slow reader of the supervisor stops the command
 * that writes and not the supervisor's memory.
 */
public final class SinkPort {
    public static final int MAX_CHUNK = 1 << 16;
    private static final int MAX_PENDING_RESULTS = 2048;
    private static final int MAX_PENDING_BYTES = 1 << 18;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long OUTPUT_WINDOW = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition creditArrived = lock.newCondition();
    private final ZMQ.Socket socket;
    private final WorkerSetup setup;
    private FromWorker.Builder pending;
    /** What waits before {@link #pending}. */
    private final ResultColumns plain = new ResultColumns();
    private int pendingBytes;
    private long outputCredit = OUTPUT_WINDOW;
    private final Departures departures = new Departures(System.nanoTime());
    private final Thread flusher;

    public SinkPort(ZMQ.Socket socket, WorkerSetup setup) {
        this.socket = socket;
        this.setup = setup;
        this.pending = frame();
        this.flusher = new Thread(this::flushLate, "flusher");
        flusher.setDaemon(true);
        flusher.start();
    }

    /** Sends what waits, and {@code message} after it. */
    public void send(FromWorker.Builder message) {
        lock.lock();
        try {
            flush();
            push(message);
        } finally {
            lock.unlock();
        }
    }

    public FromWorker.Builder frame() {
        return FromWorker.newBuilder().setWorker(setup.getWorker()).setGeneration(setup.getGeneration());
    }

    /** Takes a result; sends it now, with all that waits, if {@code now}, if enough has come together or if few come. */
    void result(TaskResult result, boolean now) {
        results(List.of(result), now);
    }

    /** Takes several as {@link #result} takes one. */
    void results(List<TaskResult> results, boolean now) {
        boolean waits;
        lock.lock();
        try {
            boolean first = nothingWaits();
            for (TaskResult result : results) {
                add(result);
            }
            waits = leave(first, now);
        } finally {
            lock.unlock();
        }
        if (waits) {
            LockSupport.unpark(flusher);
        }
    }

    private void add(TaskResult result) {
        if (pending.getResultsCount() == 0 && ResultColumns.fit(result)) {
            plain.add(result);
        } else {
            pending.addResults(result);
            pendingBytes += result.getSerializedSize();
        }
    }

    /** Sends what waits if it is time; true if the flusher is to be told that something waits for it. */
    private boolean leave(boolean first, boolean now) {
        boolean full = pendingBytes + plain.bytes() >= MAX_PENDING_BYTES
                || pending.getResultsCount() + plain.count() >= MAX_PENDING_RESULTS;
        if (now || full || first && departures.waitNanos(System.nanoTime()) <= 0) {
            flush();
            return false;
        }
        return first;
    }

    /**
     * Sends output of a running attempt when there is credit for it; false if none came within {@code waitNanos}.
     * Chunks and the result of one attempt arrive in the order of these calls.
     */
    boolean output(OutputChunk chunk, long waitNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = waitNanos;
            while (outputCredit <= 0) {
                if (left <= 0) {
                    return false;
                }
                left = creditArrived.awaitNanos(left);
            }
            outputCredit -= chunk.getData().size();
            flush();
            push(frame().addOutput(chunk));
            return true;
        } finally {
            lock.unlock();
        }
    }

    public void addOutputCredit(long bytes) {
        lock.lock();
        try {
            outputCredit += bytes;
            creditArrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing waits, and what was sent has had the time to reach the kernel, which delivers it whatever happens here. */
    public boolean quiet() {
        lock.lock();
        try {
            return nothingWaits() && departures.sinceLast(System.nanoTime()) > QUIET_NANOS;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the socket; what was sent before still leaves while the context lingers. */
    public void close() {
        lock.lock();
        try {
            flush();
            socket.close();
        } finally {
            lock.unlock();
        }
    }

    private boolean nothingWaits() {
        return plain.count() == 0 && pending.getResultsCount() == 0;
    }

    private void flush() {
        if (!nothingWaits()) {
            if (plain.count() > 0) {
                pending.setPlain(plain.take());
            }
            push(pending);
            pending = frame();
            pendingBytes = 0;
        }
    }

    private void push(FromWorker.Builder message) {
        socket.send(message.build().toByteArray());
        departures.left(System.nanoTime());
    }

    private void flushLate() {
        while (true) {
            LockSupport.park();
            LockSupport.parkNanos(untilDeparture());
            lock.lock();
            try {
                flush();
            } finally {
                lock.unlock();
            }
        }
    }

    private long untilDeparture() {
        lock.lock();
        try {
            return departures.waitNanos(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }
}
