package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Loads for a look at speed and memory, by hand: {@code hot N}, {@code tagged N} (with stderr as well), {@code last N}
 * (task 1 comes last with keepOrder), {@code large TASKS MIB} (chunks of all tasks interleaved), {@code lines MIB} (one endless line).
 */
final class OutputSpeed {
    private static final int ROUND = 1000;

    private final OutputWriter writer;
    private final AtomicLong given = new AtomicLong();
    private long credit = 16 << 20;

    private OutputSpeed(OutputWriter writer) {
        this.writer = writer;
        Thread loop = Thread.currentThread();
        writer.valve().onChange(() -> LockSupport.unpark(loop));
    }

    public static void main(String[] args) {
        boolean keepOrder = args[0].equals("last");
        OutputMode mode = args[0].equals("lines") ? OutputMode.LINE_BUFFER : OutputMode.GROUP;
        Path tmpdir = Path.of(System.getProperty("java.io.tmpdir"));
        OutputWriter writer = new OutputWriter(
                new OutputConfig(mode, keepOrder, Colours.NONE, tmpdir, ProgressForm.NONE, 0, false),
                new FileOutputStream(FileDescriptor.out).getChannel(),
                new FileOutputStream(FileDescriptor.err).getChannel());
        long start = System.nanoTime();
        OutputSpeed speed = new OutputSpeed(writer);
        long number = Long.parseLong(args[1]);
        switch (args[0]) {
            case "hot" -> speed.small(1, number);
            case "tagged" -> speed.tagged(number);
            case "last" -> {
                speed.small(2, number);
                System.err.printf("waiting: heap %d MiB%n", heapMib());
                writer.finished(finished(1, ByteString.copyFromUtf8("1\n")));
            }
            case "large" -> speed.large((int) number, Integer.parseInt(args[2]));
            case "lines" -> speed.large(1, (int) number);
            default -> throw new IllegalArgumentException(args[0]);
        }
        writer.close();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
                "%.2f s, %.2f M/s, heap %d MiB, %s%n", seconds, number / seconds / 1e6, heapMib(), writer.valve().failure());
    }

    private void small(long from, long to) {
        for (long id = from; id <= to; id++) {
            writer.finished(finished(id, ByteString.copyFromUtf8(id + "\n")));
            if (id % ROUND == 0) {
                writer.roundOver();
                waitForRoom();
            }
        }
        writer.roundOver();
    }

    private void tagged(long to) {
        for (long id = 1; id <= to; id++) {
            TaskSpec task = new TaskSpec(id, new byte[0], null, new byte[] {'t'}, null, null);
            ByteString line = ByteString.copyFromUtf8(id + "\n");
            writer.finished(new FinishedTask(task, Outcome.OK, 1, 1, 0, 0, 0, 0, 0, 0, line, line));
            if (id % ROUND == 0) {
                writer.roundOver();
                waitForRoom();
            }
        }
    }

    private void large(int tasks, int mib) {
        ByteString chunk = ByteString.copyFromUtf8("0123456789abcde ".repeat(4096));
        for (int i = 0; i < mib * 16; i++) {
            for (int id = 1; id <= tasks; id++) {
                writer.chunk(new TaskSpec(id, new byte[0]), false, chunk, given::addAndGet);
                credit -= chunk.size();
            }
            writer.roundOver();
            for (credit += given.getAndSet(0);
                    credit < 0 && writer.valve().failure() == null;
                    credit += given.getAndSet(0)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        for (int id = 1; id <= tasks; id++) {
            writer.finished(finished(id, ByteString.copyFromUtf8("end\n")));
        }
    }

    private void waitForRoom() {
        while (writer.valve().congested()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static FinishedTask finished(long id, ByteString output) {
        return new FinishedTask(
                new TaskSpec(id, new byte[0]), Outcome.OK, 1, 1, 0, 0, 0, 0, 0, 0, output, ByteString.EMPTY);
    }

    private static long heapMib() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
