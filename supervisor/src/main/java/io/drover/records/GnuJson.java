package io.drover.records;

import io.drover.supervisor.output.Captured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Results with the fields that GNU parallel gives them in {@code --results x.json}.
 *
 * <p>Confined to the recording thread.
 */
final class GnuJson implements RecordSink {
    private static final byte[][] NO_ARGUMENTS = {};

    private final RowFile file;
    private final JsonRow row;

    GnuJson(RowFile file) {
        this.file = file;
        row = new JsonRow(file, JsonStyle.GNU_PARALLEL);
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        byte[][] arguments = task.task().arguments();
        Captured output = task.output();
        row.begin()
                .number("Seq", task.task().number())
                .text("Host", ":".getBytes(StandardCharsets.US_ASCII))
                .raw("Starttime", Decimals.seconds(task.startMicros()))
                .raw("JobRuntime", Decimals.seconds(JobLog.runMicros(task)))
                .number("Send", JobLog.sent(task))
                .number("Receive", task.printedBytes())
                .number("Exitval", task.exitValue())
                .number("Signal", task.signal())
                .stage("Stage", task.task().stageName())
                .text("Command", task.command())
                .texts("V", arguments == null ? NO_ARGUMENTS : arguments)
                .text("Stdout", output, false)
                .text("Stderr", output, true)
                .end();
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
