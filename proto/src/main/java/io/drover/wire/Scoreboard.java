package io.drover.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What one worker process is doing, in a little memory that both sides share and that outlives a SIGKILL of the worker.
 * It has no name in any file system: none can be full, and no command reaches it.
 *
 * <p>The word {@code epoch:started} decides who owns a task that was sent. A worker starts task {@code n} of epoch
 * {@code e} by moving the word from {@code e:n-1} to {@code e:n}; the supervisor takes back all that has not started by
 * moving it to {@code e+1:n}. Both use compare-and-set, so a task is either started or taken back, never both, without
 * a message and even while the worker is stopped.
 *
 * <p>Times are {@link System#nanoTime}, which on Linux is CLOCK_MONOTONIC and the same in all processes.
 *
 * <p>Safe for any number of threads in both processes.
 */
public final class Scoreboard {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Where a worker has the descriptor of its board. */
    public static final int DESCRIPTOR = 3;

    private static final int SEQUENCE_BITS = 40;
    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private static final int OWNERSHIP = 0;
    private static final int HEARTBEAT = 8;
    private static final int LEAVING = 16;
    private static final int TASKS_PORT = 24;
    private static final int RESULTS_PORT = 32;
    private static final int EXITING = 40;
    private static final int ROOM = 48;
    private static final int HEADER = 64;
    // One cache line for each slot: its thread writes it for every task.
    private static final int SLOT = 64;
    private static final int RUNNING = 0;
    private static final int SINCE = 8;
    private static final int PROGRESS = 16;

    private final ByteBuffer board;
    private final int slots;

    private Scoreboard(ByteBuffer board, int slots) {
        this.board = board;
        this.slots = slots;
    }

    /** How much memory a board for {@code slots} takes. */
    public static int size(int slots) {
        return HEADER + SLOT * slots;
    }

    /** The board in the memory behind {@code descriptor}, which may be closed afterwards. */
    public static Scoreboard map(int descriptor, int slots) throws IOException {
        Path memory = Path.of("/proc/self/fd/" + descriptor);
        try (FileChannel channel = FileChannel.open(memory, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Scoreboard(channel.map(FileChannel.MapMode.READ_WRITE, 0, size(slots)), slots);
        }
    }

    /** A board for a worker that is a part of this process. */
    public static Scoreboard inMemory(int slots) {
        return new Scoreboard(ByteBuffer.allocateDirect(size(slots) + Long.BYTES).alignedSlice(Long.BYTES), slots);
    }

    public int slots() {
        return slots;
    }

    /** Worker: claims task {@code sequence}; false if it was recalled. */
    public boolean tryStart(int epoch, long sequence) {
        return LONG.compareAndSet(board, OWNERSHIP, word(epoch, sequence - 1), word(epoch, sequence));
    }

    /**
     * Supervisor: opens {@code epoch + 1} and returns the last task started. All later ones are the caller's again, and
     * so are their sequence numbers.
     */
    public long recall(int epoch) {
        while (true) {
            long before = (long) LONG.getVolatile(board, OWNERSHIP);
            if (LONG.compareAndSet(board, OWNERSHIP, before, word(epoch + 1, before & SEQUENCE_MASK))) {
                return before & SEQUENCE_MASK;
            }
        }
    }

    /** Sequence number of the last task that started. */
    public long started() {
        return (long) LONG.getVolatile(board, OWNERSHIP) & SEQUENCE_MASK;
    }

    /** Worker: {@code slot} (from 0) is about to start {@code sequence}. Written before the claim: see {@link #tryStart}. */
    public void running(int slot, long sequence, long now) {
        int at = HEADER + SLOT * slot;
        LONG.set(board, at + SINCE, now);
        LONG.set(board, at + PROGRESS, 0L);
        LONG.setRelease(board, at + RUNNING, sequence);
    }

    public void idle(int slot) {
        LONG.setRelease(board, HEADER + SLOT * slot + RUNNING, 0L);
    }

    public void progress(int slot, double fraction) {
        LONG.setOpaque(board, HEADER + SLOT * slot + PROGRESS, Double.doubleToRawLongBits(fraction));
    }

    /** What {@code slot} (from 0) runs; 0: nothing. */
    public long running(int slot) {
        return (long) LONG.getAcquire(board, HEADER + SLOT * slot + RUNNING);
    }

    public long runningSince(int slot) {
        return (long) LONG.getAcquire(board, HEADER + SLOT * slot + SINCE);
    }

    public double progress(int slot) {
        return Double.longBitsToDouble((long) LONG.getOpaque(board, HEADER + SLOT * slot + PROGRESS));
    }

    public void beat(long now) {
        LONG.setOpaque(board, HEARTBEAT, now);
    }

    /** When the worker's loop last went round; 0: never. */
    public long heartbeat() {
        return (long) LONG.getOpaque(board, HEARTBEAT);
    }

    /** Worker: somebody in this process has called {@link System#exit}, and shutdown hooks run. */
    public void exit(long now) {
        LONG.setRelease(board, EXITING, now);
    }

    /** Since when the process is about to exit by itself; 0: it is not. */
    public long exitingSince() {
        return (long) LONG.getAcquire(board, EXITING);
    }

    /** Worker: all that was started here has ended, nothing waits to be sent; only the process itself is left. */
    public void leave() {
        LONG.setRelease(board, LEAVING, 1L);
    }

    public boolean leaving() {
        return (long) LONG.getAcquire(board, LEAVING) != 0;
    }

    /** Worker: the port that its connection for tasks is about to come from. */
    public void takesTasksAt(int port) {
        LONG.setRelease(board, TASKS_PORT, (long) port);
    }

    /** Worker: the port that its connection for results is about to come from. */
    public void sendsResultsFrom(int port) {
        LONG.setRelease(board, RESULTS_PORT, (long) port);
    }

    /** Whether a connection from {@code port} is this worker's. Known before the connection is made. */
    public boolean announced(int port) {
        return (long) LONG.getAcquire(board, TASKS_PORT) == port
                || (long) LONG.getAcquire(board, RESULTS_PORT) == port;
    }

    /** Worker: its memory is enough for payloads of so many bytes at a time. Written before its connections are made. */
    public void takesAtMost(long bytes) {
        LONG.setRelease(board, ROOM, bytes);
    }

    /** How many bytes of payload the worker may have at a time. */
    public long room() {
        return (long) LONG.getAcquire(board, ROOM);
    }

    private static long word(int epoch, long sequence) {
        return (long) epoch << SEQUENCE_BITS | sequence;
    }
}
