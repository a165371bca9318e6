package io.drover.parallel.perl;

import io.drover.parallel.text.UsageException;
import io.drover.posix.Helpers;
import io.drover.supervisor.signals.EndingSignals;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A Perl interpreter that evaluates expressions which are more than {@link PerlExpression} understands. It is started for
 * the first of them and keeps its variables until the end of the run; its end is that of its standard input.
 *
 * <p>Thread-safe: files are named for results while input is read.
 */
final class PerlProcess {
    private static PerlProcess shared;

    private final DataOutputStream requests;
    private final DataInputStream answers;

    private PerlProcess(Process process) {
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(process.getInputStream());
    }

    /**
     * What became of a value.
     *
     * @param truth whether the last statement was true
     * @param unquoted whether it is to be left as it is instead of quoted for the shell
     */
    record Answer(State state, boolean truth, boolean unquoted, String text) {}

    /** The order is that of the numbers in evaluate.pl. */
    enum State {
        VALUE,
        SKIP,
        ERROR
    }

    /** @throws UsageException where there is no Perl */
    static synchronized PerlProcess shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static PerlProcess start() {
        // It must not have them blocked.
        EndingSignals.letIn();
        try (InputStream in = PerlProcess.class.getResourceAsStream("evaluate.pl")) {
            String program = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return new PerlProcess(Helpers.start(new ProcessBuilder("perl", "-e", program)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)));
        } catch (IOException e) {
            throw new UsageException("cannot start perl: " + e.getMessage());
        }
    }

    /**
     * Texts hold one byte a character.
     *
     * @param value what {@code $_} is
     * @param arguments what {@code @arg} is, from 1
     */
    synchronized Answer evaluate(String code, String value, long sequence, long total, int slot, byte[][] arguments) {
        try {
            write(code.getBytes(StandardCharsets.ISO_8859_1));
            write(value.getBytes(StandardCharsets.ISO_8859_1));
            requests.writeInt((int) sequence);
            requests.writeInt((int) total);
            requests.writeInt(slot);
            requests.writeInt(arguments.length);
            for (byte[] argument : arguments) {
                write(argument);
            }
            requests.flush();
            State state = State.values()[answers.readInt()];
            String text = new String(answers.readNBytes(answers.readInt()), StandardCharsets.ISO_8859_1);
            return state == State.VALUE
                    ? new Answer(state, text.charAt(0) == '1', text.charAt(1) == '1', text.substring(2))
                    : new Answer(state, false, false, text);
        } catch (IOException e) {
            throw new UsageException("perl ended in '" + code.strip() + "'");
        }
    }

    private void write(byte[] text) throws IOException {
        requests.writeInt(text.length);
        requests.write(text);
    }
}
