package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.posix.NativeBuffer;
import io.drover.proto.TaskResult;
import io.drover.worker.slot.SlotPort;

/** Cuts what a child says into answers, one for each line. Confined to the thread of the slot. */
final class AnswerReader {
    private final int slot;
    private final AskedLines lines;
    private final LineClock clock;
    private final NativeBuffer buffer;
    private final Answer answer;
    private boolean answered;

    /**
     * @param slot its number, as people see it
     * @param buffer where a child puts what it has said
     */
    AnswerReader(int slot, SlotPort port, AskedLines lines, LineClock clock, NativeBuffer buffer) {
        this.slot = slot;
        this.lines = lines;
        this.clock = clock;
        this.buffer = buffer;
        this.answer = new Answer(port);
    }

    /** What comes now is said by another child. */
    void begin() {
        answer.drop();
        answered = false;
    }

    /** The child has answered a line. */
    boolean answered() {
        return answered;
    }

    /** Reads what is there. */
    void read(Coprocess child, long now) throws InterruptedException {
        byte[] bytes = new byte[child.read()];
        buffer.bytes().get(0, bytes);
        byte delimiter = lines.delimiter();
        int answers = Math.min(ends(bytes), lines.size());
        long nanos = answers == 0 ? 0 : (now - clock.since()) / answers;
        long waited = 0;
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == delimiter) {
                waited += add(bytes, from, i + 1);
                finish(child, nanos, now);
                from = i + 1;
            }
        }
        waited += add(bytes, from, bytes.length);
        if (answers > 0) {
            clock.start(now);
            lines.adapt(nanos);
            lines.showRunning();
        }
        // Whoever waits with us is not charged for the time.
        clock.postpone(waited);
    }

    private int ends(byte[] bytes) {
        byte delimiter = lines.delimiter();
        int ends = 0;
        for (byte b : bytes) {
            ends += b == delimiter ? 1 : 0;
        }
        return ends;
    }

    private long add(byte[] bytes, int from, int to) throws InterruptedException {
        UnansweredLines.Line first = lines.first();
        boolean enough = first == null && answer.begun();
        return from == to || enough
                ? 0
                : answer.add(
                        UnsafeByteOperations.unsafeWrap(bytes, from, to - from),
                        first == null ? 0 : first.task().sequence());
    }

    private void finish(Coprocess child, long nanos, long now) {
        ByteString rest = answer.take();
        if (lines.isEmpty()) {
            System.err.println("coprocess of slot " + slot + ": a line that nobody asked for");
            return;
        }
        answered = true;
        lines.answered(TaskResult.newBuilder().setOutput(rest).setError(child.takeError()), nanos, now);
    }

    /** What an idle child has said without being asked would be taken for the answer to the next line. */
    void dropUnasked(boolean said) {
        if (said || answer.begun()) {
            System.err.println("coprocess of slot " + slot + ": more than a line for each line");
            answer.drop();
        }
    }

    /** What there is of an answer that breaks off. */
    ByteString breakOff() {
        return answer.breakOff(lines.lineEnd());
    }
}
