package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.posix.Spawner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory to run Drover in, with temporary directories of its own, and a mark in the environment of everything that
 * is started, by which it is found again wherever it moves.
 */
final class Sandbox {
    private static final Path JAR = Path.of(System.getProperty("drover.jar", "target/drover.jar")).toAbsolutePath();
    private static final Path LAUNCHER = JAR.resolve("../../../scripts/drover").normalize();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final String DROVER = java();

    private final Path directory;
    private final Path temporary;
    private final String mark = "DROVER_IT=" + UUID.randomUUID();
    private final Spawner spawner = new Spawner();
    private final List<DroverProcess> started = new ArrayList<>();

    Sandbox(Path directory) {
        this.directory = directory;
        this.temporary = directory.resolve("tmp");
        try {
            Files.createDirectory(temporary);
            Files.createDirectory(directory.resolve("bin"));
            String launch = "JAVA_HOME='" + System.getProperty("java.home")
                    + "' DROVER_CACHE=${DROVER_CACHE-'" + Archives.cache() + "'} exec '" + LAUNCHER + "' \"$@\"";
            program("drover", "test \"${HEAP-}\" || " + launch + "\n" + DROVER);
            program("sem", "exec '" + LAUNCHER + "' sem \"$@\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String java() {
        List<String> line = new ArrayList<>(
                List.of(
                JAVA.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xss512k", "-Xmx512m",
                "-Djna.nosys=true", "-Djna.platform.library.path=/usr/lib"));
        if (Runtime.version().feature() >= 24) {
            line.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() == 25) {
            // As the launcher has it.
            line.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"));
        }
        line.addAll(Archives.options());
        // A script sets HEAP to -Xmx48m, say, which the launcher would check first.
        return "exec " + quoted(line) + " $HEAP " + quoted(List.of("-cp", JAR.toString(), "io.drover.cli.Main")) + " \"$@\"";
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    /** "NAME=VALUE", in the environment of everything that belongs here. */
    String mark() {
        return mark;
    }

    static Path jar() {
        return JAR;
    }

    /** scripts/drover */
    static Path launcher() {
        return LAUNCHER;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(path(name));
    }

    /** {@code drover run ...} */
    Launch run(String... words) {
        List<String> line = new ArrayList<>(List.of("drover", "run"));
        line.addAll(List.of(words));
        return new Launch(line);
    }

    /** {@code sh -c script}, where {@code drover} is a command, which is scripts/drover; so is {@code sem}. */
    Launch shell(String script) {
        return new Launch(List.of("/bin/sh", "-c", script));
    }

    /** All that runs in here. */
    List<RunProcess> processes() {
        return RunProcess.withVariable(mark);
    }

    List<RunProcess> workers() {
        return processes().stream().filter(RunProcess::isWorker).toList();
    }

    String describe() {
        return Stream.concat(
                        Stream.of("    PID  PARENT   GROUP SESSION S COMMAND"),
                        processes().stream().map(RunProcess::toString))
                .collect(Collectors.joining("\n"))
                + "\n" + started.stream().map(DroverProcess::describe).collect(Collectors.joining("\n"));
    }

    /** Now, not soon: who ends a run has nobody behind. */
    void assertNobodyLeft() {
        List<RunProcess> left = processes();
        assertEquals(List.of(), left, this::describe);
    }

    void awaitNobodyLeft() {
        Awaits.await("all processes to end", () -> processes().isEmpty(), this::describe);
    }

    void awaitFile(String name) {
        Awaits.await("file " + name, () -> has(name), this::describe);
    }

    List<String> leftFiles() {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where all of a run dies at once, nobody removes its directory. */
    void removeWhatKillsLeft() {
        for (String name : leftFiles()) {
            try (Stream<Path> files = Files.walk(temporary.resolve(name))) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends what is still there, so that one failure does not become the next one's. */
    void clear() {
        for (List<RunProcess> left = processes(); !left.isEmpty(); left = processes()) {
            left.forEach(process -> Posix.kill(process.pid(), Signal.KILL));
        }
    }

    /** A process about to be started. */
    final class Launch {
        private final List<String> line;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Path input = Path.of("/dev/null");
        private Path output;

        private Launch(List<String> line) {
            this.line = line;
            environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
            environment.put("HOME", directory.toString());
            environment.put("TMPDIR", temporary.toString());
            environment.put("XDG_RUNTIME_DIR", temporary.toString());
            environment.put("SHELL", "/bin/sh");
            environment.put("LC_ALL", "C.UTF-8");
            environment.put("DIR", directory.toString());
        }

        Launch input(String text) {
            return input(text.getBytes(StandardCharsets.UTF_8));
        }

        Launch input(byte[] bytes) {
            return input(file("input-" + started.size(), bytes));
        }

        Launch input(Path file) {
            input = file;
            return this;
        }

        Launch output(Path file) {
            output = file;
            return this;
        }

        DroverProcess start() {
            Path out = output == null ? path("stdout-" + started.size()) : output;
            Path err = path("stderr-" + started.size());
            int[] descriptors = {
                NamedFiles.openReadOnly(input.toString()),
                NamedFiles.openForAppend(out.toString()),
                NamedFiles.openForAppend(err.toString())
            };
            Path program = line.get(0).startsWith("/") ? Path.of(line.get(0)) : directory.resolve("bin").resolve(line.get(0));
            List<byte[]> variables = new ArrayList<>();
            environment.forEach((name, value) -> variables.add(bytes(name + "=" + value)));
            variables.add(bytes(mark));
            int pid = spawner.spawn(new Spawner.Request(
                    bytes(program.toString()),
                    line.stream().map(Sandbox::bytes).toList(),
                    variables,
                    0,
                    bytes(directory.toString()),
                    Spawner.Inherited.NOTHING,
                    descriptors));
            for (int descriptor : descriptors) {
                Descriptors.close(descriptor);
            }
            DroverProcess process = new DroverProcess(Sandbox.this, line, pid, out, err);
            started.add(process);
            return process;
        }

        /** Starts it and waits for its end, at which nobody of the run may be left. */
        Result finish() {
            Result result = start().awaitEnd();
            assertNobodyLeft();
            return result;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
