package io.drover.supervisor.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the limit on open files (RLIMIT_NOFILE) allows. It is the soft one, and not raised where commands are run: they
 * would get what we have.
 *
 * @param limit of one process
 */
public record OpenFiles(long limit) {
    /** Of these, 45 are measured; what a run reads and writes needs some, too. scripts/drover knows the sum. */
    private static final int OF_THE_SUPERVISOR = 64;
    private static final int OF_THE_SUPERVISOR_FOR_A_WORKER = 6;
    /** Measured: 41. */
    private static final int OF_A_WORKER = 48;
    /** While a command starts; while it runs there are fewer. */
    private static final int OF_A_COMMAND = 8;
    private static final Pattern LIMIT = Pattern.compile("^Max open files +(\\d+)", Pattern.MULTILINE);

    public OpenFiles {
        // More would only make sums overflow.
        limit = Math.min(limit, Integer.MAX_VALUE);
    }

    public static OpenFiles ofThisProcess() {
        try (InputStream in = new FileInputStream("/proc/self/limits")) {
            Matcher line = LIMIT.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            return new OpenFiles(line.find() ? Long.parseLong(line.group(1)) : Long.MAX_VALUE);
        } catch (IOException e) {
            return new OpenFiles(Long.MAX_VALUE);
        }
    }

    /** The least that a run needs. */
    public static int least() {
        return OF_THE_SUPERVISOR + OF_THE_SUPERVISOR_FOR_A_WORKER;
    }

    /** How many commands one worker can run at a time. */
    public long commandsOfAWorker() {
        return Math.max(0, (limit - OF_A_WORKER) / OF_A_COMMAND);
    }

    /** How many commands there can be at a time, in workers of {@code mostOfAWorker} or fewer. */
    public long commands(int mostOfAWorker) {
        return Math.min(mostOfAWorker, commandsOfAWorker()) * workers();
    }

    /** How many workers there can be. */
    public long workers() {
        return Math.max(0, (limit - OF_THE_SUPERVISOR) / OF_THE_SUPERVISOR_FOR_A_WORKER);
    }
}
