package io.drover.cli.words;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.pacing.CommandLimit;
import io.drover.supervisor.pacing.DiskLimit;
import io.drover.supervisor.pacing.FreeMemory;
import io.drover.supervisor.pacing.LoadLimit;
import io.drover.supervisor.pacing.StartPolicy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --limit}: a shell command, or one of GNU parallel's three of its own. */
public final class LimitCommand {
    private static final Pattern BUILT_IN = Pattern.compile("(load|mem|io)\\s+(\\S+)\\s*");

    private LimitCommand() {}

    public static StartPolicy policy(String command) {
        Matcher own = BUILT_IN.matcher(command);
        if (!own.matches()) {
            return new CommandLimit(UserShell.path(), RawArguments.text(command));
        }
        long value = size(own.group(2));
        return switch (own.group(1)) {
            // Over the limit, where --load means at the limit.
            case "load" -> new LoadLimit(() -> value + 1);
            case "mem" -> new FreeMemory(value, value / 2);
            default -> new DiskLimit(value);
        };
    }

    private static long size(String text) {
        try {
            return BlockSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--limit: " + e.getMessage());
        }
    }
}
