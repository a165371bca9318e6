package io.drover.supervisor.pacing;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Asks the user about each task, on the terminal, as GNU parallel does. */
public final class Terminal {
    private static final String DEVICE = "/dev/tty";
    private static final byte[] QUESTION = " ?...".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern YES = Pattern.compile("\\s*[yY].*");

    private final OutputStream prompts;
    private final BufferedReader answers;

    /**
     * @param prompts where the questions go
     * @throws IOException when there is no terminal
     */
    public static Terminal open(OutputStream prompts) throws IOException {
        try {
            return new Terminal(
                    prompts,
                    new BufferedReader(new InputStreamReader(new FileInputStream(DEVICE), StandardCharsets.ISO_8859_1)));
        } catch (FileNotFoundException e) {
            throw new IOException("there is no terminal to ask about tasks on: " + e.getMessage(), e);
        }
    }

    Terminal(OutputStream prompts, BufferedReader answers) {
        this.prompts = prompts;
        this.answers = answers;
    }

    /** True if the answer begins with y or Y; its end counts as no. Blocks until there is one. */
    boolean wants(byte[] command) throws IOException {
        prompts.write(command);
        prompts.write(QUESTION);
        prompts.flush();
        String answer = answers.readLine();
        return answer != null && YES.matcher(answer).matches();
    }
}
