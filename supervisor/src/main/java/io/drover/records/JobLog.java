package io.drover.records;

import io.drover.supervisor.core.TaskInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The job log as GNU parallel writes it: a row for each task that has run, in the order in which they ended. In a run with stages
 * the host is the stage.
 *
 * <p>Confined to the recording thread.
 */
final class JobLog implements RecordSink {
    static final String HEADER =
            "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand";
    private static final String LOCAL = ":";
    private static final int RUNTIME_WIDTH = 10;

    private final RowFile file;

    private JobLog(RowFile file) {
        this.file = file;
    }

    /** Opens a new one; what has been in the file is lost. */
    static JobLog create(String name) throws IOException {
        return withHeader(RowFile.create(name));
    }

    /** Goes on with one, which need not be there yet. */
    static JobLog append(String name) throws IOException {
        if (name.equals(RowFile.STANDARD_OUTPUT)) {
            return create(name);
        }
        long end = RowFile.endOfLastLine(name);
        RowFile file = RowFile.append(name, end);
        return end == 0 ? withHeader(file) : new JobLog(file);
    }

    private static JobLog withHeader(RowFile file) throws IOException {
        file.write(HEADER);
        file.write('\n');
        file.endRow();
        file.flush();
        return new JobLog(file);
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        String stage = task.task().stageName();
        String fields = task.task().number()
                + "\t" + (stage.isEmpty() ? LOCAL : stage)
                + "\t" + Decimals.seconds(task.startMicros())
                + '\t' + Decimals.padded(Decimals.seconds(runMicros(task)), RUNTIME_WIDTH)
                + "\t" + sent(task)
                + "\t" + task.printedBytes()
                + "\t" + task.exitValue()
                + "\t" + task.signal()
                + "\t";
        file.write(fields.getBytes(StandardCharsets.UTF_8));
        file.write(oneLine(task.command()));
        file.write('\n');
        file.endRow();
    }

    static long runMicros(TaskRecord task) {
        return TimeUnit.NANOSECONDS.toMicros(task.finished().runNanos());
    }

    static long sent(TaskRecord task) {
        TaskInput input = task.task().input();
        return input == null ? 0 : input.sent();
    }

    private static byte[] oneLine(byte[] command) {
        return replaced(command, (byte) '\n', (byte) 0);
    }

    /** The command that a row stands for. */
    static byte[] command(byte[] stored) {
        return replaced(stored, (byte) 0, (byte) '\n');
    }

    private static byte[] replaced(byte[] bytes, byte from, byte to) {
        byte[] replaced = bytes.clone();
        for (int i = 0; i < replaced.length; i++) {
            if (replaced[i] == from) {
                replaced[i] = to;
            }
        }
        return replaced;
    }

    @Override
    public boolean wantsInterrupted() {
        return true;
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
