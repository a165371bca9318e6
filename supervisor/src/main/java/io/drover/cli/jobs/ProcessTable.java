package io.drover.cli.jobs;

import io.drover.posix.Signal;
import io.drover.serve.process.Launch;
import io.drover.serve.process.Logs;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.Readiness;
import io.drover.serve.process.Restart;
import io.drover.serve.process.Rules;
import io.drover.supervisor.core.Backoff;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table [[process]]. */
final class ProcessTable {
    private static final int MOST = 1000;
    private static final int MOST_EXIT = 255;
    private static final long LOG_SIZE = 10 << 20;
    private static final int LOGS_KEPT = 5;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));

    private final Keys keys;
    /** Where relative names start. */
    private final Path base;
    /** Null: there are none. */
    private final Path usualLogs;

    ProcessTable(Keys keys, Path base, Path usualLogs) {
        this.keys = keys;
        this.base = base;
        this.usualLogs = usualLogs;
    }

    static boolean isName(String name) {
        return name.matches("[A-Za-z_][\\w-]*");
    }

    /** Of which only the command is said. */
    static ProcessPlan plain(String name, String command, int port, Path directory, JobsFile.Usual usual) {
        Rules rules = new Rules(
                usual.restart(), Set.of(0), Duration.ofSeconds(1), Readiness.START, BACKOFF, Rules.GiveUp.NEVER,
                Signal.TERM.number(), Duration.ofSeconds(10), null);
        Launch launch = new Launch(List.of(command), true, Map.of(), port, directory, "", Launch.Limits.NONE);
        return new ProcessPlan(name, 1, launch, rules, new Logs(log(usual.logs(), name), null, LOG_SIZE, LOGS_KEPT), List.of());
    }

    private static Path log(Path directory, String name) {
        return directory == null ? null : directory.resolve(name + ".{%}.log");
    }

    ProcessPlan read() {
        String name = keys.text("name").orElse("");
        if (!keys.has("name")) {
            keys.fault("name", "a process without a name");
        } else if (!name.isEmpty() && !isName(name)) {
            keys.fault("name", "name wants letters, digits, _ and -, and no digit first");
        }
        int count = keys.number("count", 1, MOST).orElse(1);
        Launch launch = launch();
        Rules rules = rules();
        List<String> after = keys.words("after").orElse(List.of());
        Logs logs = logs(name);
        keys.end();
        return new ProcessPlan(name, count, launch, rules, logs, after);
    }

    private Logs logs(String name) {
        Path output = keys.isFalse("stdout") ? null : keys.text("stdout").map(this::resolved).orElse(log(usualLogs, name));
        Path error = keys.text("stderr").map(this::resolved).orElse(null);
        return new Logs(output, error, keys.size("log_size").orElse(LOG_SIZE), keys.number("log_keep", 0, MOST).orElse(LOGS_KEPT));
    }

    private Path resolved(String file) {
        return base.resolve(file).normalize();
    }

    private Launch launch() {
        List<String> command = keys.words("command").orElse(List.of("?"));
        if (!keys.has("command")) {
            keys.fault("command", "a process without a command");
        } else if (command.stream().allMatch(String::isBlank)) {
            keys.fault("command", "the command is empty");
        }
        Path directory = base.resolve(keys.text("directory").orElse("")).normalize();
        if (!Files.isDirectory(directory)) {
            keys.fault("directory", "there is no directory " + directory);
        }
        return new Launch(command, !keys.isList("command"), keys.variables("environment"), 0, directory, user(), limits());
    }

    private String user() {
        String user = keys.text("user").orElse("");
        try {
            if (keys.has("user")) {
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
            }
        } catch (IOException e) {
            keys.fault("user", "there is no user " + user);
        }
        return user;
    }

    private Launch.Limits limits() {
        Keys table = keys.table("limits").orElse(null);
        if (table == null) {
            return Launch.Limits.NONE;
        }
        Launch.Limits limits = new Launch.Limits(
                table.size("memory").orElse(0L), table.share("cpu").orElse(0.0), table.number("open_files", 3, Integer.MAX_VALUE).orElse(0));
        table.end();
        return limits;
    }

    private Rules rules() {
        Restart restart = keys.choice("autorestart", Restart.values()).orElse(Restart.ALWAYS);
        Set<Integer> expected = new HashSet<>(keys.numbers("exit_codes", 0, MOST_EXIT).orElse(List.of(0)));
        Duration start = keys.time("start_seconds", "1", true);
        Rules.Health health = keys.table("health").map(HealthTable::read).orElse(null);
        Readiness ready = keys.choice("ready", Readiness.values()).orElse(health == null ? Readiness.START : Readiness.HEALTH);
        if (ready == Readiness.HEALTH && health == null) {
            keys.fault("ready", "ready = \"health\" needs a health check: [process.health]");
        }
        if (ready == Readiness.EXIT && restart == Restart.ALWAYS) {
            keys.fault("ready", "ready = \"exit\" is for what ends: autorestart is \"on-failure\" or \"never\" then");
        }
        return new Rules(restart, expected, start, ready, backoff(), giveUp(), signal(), keys.time("grace", "10", true), health);
    }

    private Backoff backoff() {
        Keys table = keys.table("backoff").orElse(null);
        if (table == null) {
            return BACKOFF;
        }
        Duration first = table.time("first", "1", true);
        Duration most = table.time("most", "30", true);
        table.end();
        if (most.compareTo(first) < 0) {
            table.fault("most", "most is shorter than first");
        }
        return new Backoff(first, BACKOFF.factor(), most);
    }

    private Rules.GiveUp giveUp() {
        Keys table = keys.table("give_up").orElse(null);
        if (table == null) {
            return Rules.GiveUp.NEVER;
        }
        int failures = table.number("failures", 1, MOST).orElse(5);
        Duration within = table.time("within", "60", false);
        table.end();
        return new Rules.GiveUp(failures, within);
    }

    private int signal() {
        String name = keys.text("stop_signal").orElse("TERM");
        try {
            int number = Signal.numberOf(name);
            if (number >= 1 && number <= 64) {
                return number;
            }
        } catch (IllegalArgumentException e) {
            // As any other that is none.
        }
        keys.fault("stop_signal", "there is no signal " + name);
        return Signal.TERM.number();
    }
}
