package io.drover.supervisor.pacing;

import io.drover.posix.Helpers;
import io.drover.supervisor.core.Hold;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Asks a command of the user: exit status 0 starts a task, 2 gives one back as well, anything else lets tasks wait. */
public final class CommandLimit implements StartPolicy {
    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int WAY_OVER = 2;
    private static final int CANNOT_RUN = 126;
    private static final int NOT_FOUND = 127;

    private final String shell;
    private final String command;

    public CommandLimit(String shell, String command) {
        this.shell = shell;
        this.command = command;
    }

    @Override
    public Verdict check(long now) throws IOException, InterruptedException {
        // Nothing but results goes to our stdout.
        Process process = Helpers.start(new ProcessBuilder(shell, "-c", command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        try {
            return verdict(process.waitFor());
        } finally {
            process.destroy();
        }
    }

    private Verdict verdict(int status) throws IOException {
        return switch (status) {
            case 0 -> Verdict.START;
            case WAY_OVER -> Verdict.GIVE_BACK;
            case CANNOT_RUN, NOT_FOUND -> throw new IOException("cannot run the command of --limit: " + command);
            default -> Verdict.HOLD;
        };
    }

    @Override
    public Hold hold() {
        return new Hold(Hold.Cause.COMMAND, "the command of --limit says no");
    }

    @Override
    public long watchNanos() {
        return WATCH_NANOS;
    }
}
