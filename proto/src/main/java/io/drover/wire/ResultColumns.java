package io.drover.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.PlainResults;
import io.drover.proto.TaskResult;
import java.util.Arrays;

/** Collects results for a {@link PlainResults}, and takes them out of one again. */
public final class ResultColumns {
    /** More output than that makes a message of its own cheap. */
    private static final int MAX_OUTPUT = 1024;

    private PlainResults.Builder columns = PlainResults.newBuilder();
    private byte[] output = new byte[1 << 12];
    private int length;
    private long lastSequence;
    private long lastStart;

    /** Whether all that it says has a column. */
    public static boolean fit(TaskResult result) {
        return result.getExitCode() == 0
                && result.getSignal() == 0
                && !result.hasFailure()
                && !result.getTimedOut()
                && !result.getKilled()
                && result.getUserMicros() == 0
                && result.getSystemMicros() == 0
                && result.getMaxRssKib() == 0
                && result.getOutput().size() <= MAX_OUTPUT
                && result.getError().isEmpty();
    }

    /** @param result {@linkplain #fit fits} */
    public void add(TaskResult result) {
        columns.addSequence(result.getSequence() - lastSequence);
        columns.addStartEpochMicros(result.getStartEpochMicros() - lastStart);
        columns.addRunNanos(result.getRunNanos());
        columns.addSlot(result.getSlot());
        columns.addLength(result.getOutput().size());
        if (output.length - length < MAX_OUTPUT) {
            output = Arrays.copyOf(output, output.length * 2);
        }
        result.getOutput().copyTo(output, length);
        length += result.getOutput().size();
        lastSequence = result.getSequence();
        lastStart = result.getStartEpochMicros();
    }

    public int count() {
        return columns.getSequenceCount();
    }

    /** About how large the message is. */
    public int bytes() {
        return length + 8 * count();
    }

    /** All that was added; to be serialized before the next call of {@link #add}. */
    public PlainResults take() {
        PlainResults taken = columns.setOutput(UnsafeByteOperations.unsafeWrap(output, 0, length)).build();
        columns = PlainResults.newBuilder();
        length = 0;
        lastSequence = 0;
        lastStart = 0;
        return taken;
    }

    /** Who takes results out again. */
    @FunctionalInterface
    public interface Reader {
        /** Called for each, in their order. */
        void result(long sequence, long startEpochMicros, long runNanos, int slot, ByteString output);
    }

    /** Takes each result out as it was added. */
    public static void forEach(PlainResults columns, Reader reader) {
        ByteString output = columns.getOutput();
        int count = columns.getSequenceCount();
        long sequence = 0;
        long start = 0;
        int from = 0;
        for (int i = 0; i < count; i++) {
            sequence += columns.getSequence(i);
            start += columns.getStartEpochMicros(i);
            int to = from + columns.getLength(i);
            reader.result(sequence, start, columns.getRunNanos(i), columns.getSlot(i), output.substring(from, to));
            from = to;
        }
    }
}
