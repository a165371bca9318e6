package io.drover.doctor;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.supervisor.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The promise itself: a throw-away supervisor is killed with SIGKILL while its commands have children in the background
 * and in sessions of their own, and soon nobody is left, and no file.
 */
final class KillCheck implements Check {
    private static final int COMMANDS = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String COMMAND = "setsid sh -c ': >\"$DROVER_DOCTOR_READY\"/{}; exec sleep 600' & sleep 600 & wait";

    private final List<String> program;

    /** @param program what a supervisor is started with; "run" and its options follow */
    KillCheck(List<String> program) {
        this.program = program;
    }

    @Override
    public String name() {
        return "kill -9 of a supervisor";
    }

    @Override
    public Finding examine() throws IOException, InterruptedException {
        Marked run = new Marked();
        Path directory;
        try (RunDirectory ours = RunDirectory.create()) {
            directory = ours.path();
            Path ready = Files.createDirectory(directory.resolve("ready"));
            Path temporary = Files.createDirectory(directory.resolve("tmp"));
            File log = directory.resolve("log").toFile();
            try {
                Process supervisor = start(run, ready, temporary, log);
                if (!awaitReady(ready, supervisor)) {
                    return Finding.fail("a run of " + COMMANDS + " commands did not begin" + tail(log), "try drover run echo ::: a");
                }
                return killed(run, supervisor, temporary);
            } finally {
                run.clear();
                empty(directory);
            }
        }
    }

    private Process start(Marked run, Path ready, Path temporary, File log) throws IOException {
        List<String> line = new ArrayList<>(program);
        line.addAll(List.of("run", "--plain", "-j", String.valueOf(COMMANDS), COMMAND, ":::"));
        for (int i = 1; i <= COMMANDS; i++) {
            line.add(String.valueOf(i));
        }
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log);
        builder.redirectInput(new File("/dev/null"));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("DROVER_"));
        environment.put("DROVER_DOCTOR_READY", ready.toString());
        environment.put("PARALLEL_SHELL", "/bin/sh");
        environment.put("XDG_RUNTIME_DIR", temporary.toString());
        environment.put("TMPDIR", temporary.toString());
        run.mark(environment);
        return builder.start();
    }

    private static boolean awaitReady(Path ready, Process supervisor) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (list(ready).size() < COMMANDS) {
            if (!supervisor.isAlive() || System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    private static Finding killed(Marked run, Process supervisor, Path temporary) throws IOException, InterruptedException {
        int processes = run.processes().size();
        long start = System.nanoTime();
        Posix.kill((int) supervisor.pid(), Signal.KILL);
        List<Integer> left = run.processes();
        while (!left.isEmpty() && System.nanoTime() - start < LIMIT_NANOS) {
            Thread.sleep(1);
            left = run.processes();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        // Who was started while we looked is found by a second look.
        left = run.processes();
        String what = left.size() + " survivors of " + processes + " processes after " + millis + " ms";
        if (!left.isEmpty()) {
            return Finding.fail(what + ": " + left, "tell the developers, with uname -a and what limits this machine has");
        }
        List<Path> files = list(temporary);
        return files.isEmpty() ? Finding.ok(what) : Finding.fail(what + ", but files: " + files, "tell the developers");
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static String tail(File log) throws IOException {
        List<String> lines = Files.readAllLines(log.toPath());
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    }

    /** What is below {@code directory}, and was not removed by those who made it. */
    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).filter(file -> !file.equals(directory)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
