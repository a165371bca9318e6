package io.drover.supervisor.output;

import io.drover.supervisor.core.TaskSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The output of each task as a line of shell code: a call of a function with the task's number, its values, and what it
 * has printed. One newline at the end is left out, as are NULs, which a variable of a shell cannot hold.
 *
 * <p>All is kept until it is printed, for so does the shell.
 */
public final class ShellCalls {
    private final String function;
    private final UnaryOperator<byte[]> quote;
    private final Map<Long, byte[]> lines = new TreeMap<>();

    /** @param quote makes one word of a shell from any bytes but NUL */
    public ShellCalls(String function, UnaryOperator<byte[]> quote) {
        this.function = function;
        this.quote = quote;
    }

    /** @param output without a tag */
    public void add(TaskSpec task, byte[] output) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes((function + " " + task.id() + " ").getBytes(StandardCharsets.ISO_8859_1));
        line.writeBytes(quote.apply(values(task)));
        line.write(' ');
        line.writeBytes(quote.apply(text(tagged(task, output))));
        line.write('\n');
        lines.put(task.id(), line.toByteArray());
    }

    /** Prints them by the numbers of the tasks. */
    public void print(ByteSink out) throws IOException {
        for (byte[] line : lines.values()) {
            out.write(line, 0, line.length);
        }
    }

    private static byte[] values(TaskSpec task) {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        byte[][] arguments = task.arguments() == null ? new byte[0][] : task.arguments();
        for (int i = 0; i < arguments.length; i++) {
            if (i > 0) {
                values.write(' ');
            }
            values.writeBytes(arguments[i]);
        }
        return text(values.toByteArray());
    }

    private static byte[] tagged(TaskSpec task, byte[] output) {
        ByteArrayOutputStream tagged = new ByteArrayOutputStream();
        try {
            LineStyle.tagged(task.tag()).write(sink -> sink.write(output, 0, output.length), true, tagged::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tagged.toByteArray();
    }

    private static byte[] text(byte[] bytes) {
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
        ByteArrayOutputStream text = new ByteArrayOutputStream(end);
        for (int i = 0; i < end; i++) {
            if (bytes[i] != 0) {
                text.write(bytes[i]);
            }
        }
        return text.toByteArray();
    }
}
