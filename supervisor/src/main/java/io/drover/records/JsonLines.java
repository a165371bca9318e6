package io.drover.records;

import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Results as one JSON object a line.
 *
 * <p>Confined to the recording thread.
 */
final class JsonLines implements RecordSink {
    private static final byte[][] NO_ARGUMENTS = {};
    /** How each line of ours begins, so that nobody has to parse the rest to know what has been done. */
    private static final Pattern BEGINNING = Pattern.compile("\\{\"seq\":(\\d{1,18}),\"state\":\"([a-z_]+)\"");
    private static final int BEGINNING_BYTES = 64;

    private final RowFile file;
    private final JsonRow row;

    JsonLines(RowFile file) {
        this.file = file;
        row = new JsonRow(file, JsonStyle.COMPACT);
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        FinishedTask finished = task.finished();
        byte[][] arguments = task.task().arguments();
        row.begin().number("seq", task.task().number()).text("state", finished.outcome().column().text());
        outcome(finished.outcome());
        row.stage("stage", task.task().stageName())
                .text("command", task.command())
                .texts("args", arguments == null ? NO_ARGUMENTS : arguments)
                .seconds("start", task.startMicros())
                .seconds("runtime", JobLog.runMicros(task))
                .number("slot", finished.slot())
                .number("worker", finished.worker())
                .number("attempts", finished.attempts())
                .seconds("user", finished.userMicros())
                .seconds("system", finished.systemMicros())
                .number("max_rss_kib", finished.maxRssKib())
                .text("stdout", task.output(), false)
                .text("stderr", task.output(), true)
                .end();
    }

    private void outcome(Outcome outcome) throws IOException {
        writeOutcome(row, outcome);
    }

    /** The fields exit, signal and error; null where they mean nothing. */
    static void writeOutcome(JsonRow row, Outcome outcome) throws IOException {
        row.raw("exit", orNull(outcome.exitCode()))
                .raw("signal", orNull(outcome.endingSignal()))
                .text("error", error(outcome));
    }

    private static String orNull(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "null";
    }

    /** Why it has failed where there is more to say than a number; else null. */
    static String error(Outcome outcome) {
        return switch (outcome.kind()) {
            case THREW -> outcome.title() + (outcome.cause() == null ? "" : ": " + outcome.cause());
            case LOST -> outcome.cause();
            case SKIPPED -> "not wanted by the user";
            case OK, EXITED, SIGNALED, TIMED_OUT, CANCELLED -> null;
        };
    }

    /**
     * Tells what the whole lines of a file say.
     *
     * @return where the last whole line ends
     */
    static long read(String name, JobLogReader.RowHandler handler) throws IOException {
        long end = 0;
        byte[] beginning = new byte[BEGINNING_BYTES];
        byte[] buffer = new byte[256 << 10];
        int inLine = 0;
        long read = 0;
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] != '\n') {
                        if (inLine < BEGINNING_BYTES) {
                            beginning[inLine++] = buffer[i];
                        }
                        continue;
                    }
                    line(name, new String(beginning, 0, inLine, StandardCharsets.ISO_8859_1), handler);
                    inLine = 0;
                    end = read + i + 1;
                }
                read += count;
            }
        } catch (FileSystemException e) {
            throw Failures.cannotRead(name, e);
        }
        return end;
    }

    private static void line(String name, String beginning, JobLogReader.RowHandler handler) throws IOException {
        Matcher matcher = BEGINNING.matcher(beginning);
        if (!matcher.lookingAt()) {
            throw new IOException(name + " has a line that is no result of ours: " + beginning);
        }
        Ending ending = matcher.group(2).equals("ok") ? Ending.OK : Ending.FAILED;
        handler.row(Long.parseLong(matcher.group(1)), ending, null);
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
