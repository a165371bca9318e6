package io.drover.it;

import io.drover.it.DifferentialCase.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs cases, each in a fresh directory, with GNU parallel or Drover as the program "parallel". Thread-safe. */
final class DifferentialBench {
    private static final long SECONDS = 120;
    private static final Path LAUNCHER = Sandbox.jar().resolve("../../../scripts/drover").normalize();

    private final Path directory;
    private final AtomicInteger runs = new AtomicInteger();

    DifferentialBench(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("home/.parallel"));
        Files.createFile(directory.resolve("home/.parallel/will-cite"));
        Files.createDirectories(directory.resolve("files"));
        run("cd '" + directory.resolve("files") + "'\n" + text("gnu-parallel.setup"), System.getenv("PATH"));
        program("drover", "exec '" + LAUNCHER + "' run \"$@\"");
        for (String name : List.of("env_parallel", "parcat", "parsort")) {
            Files.createSymbolicLink(
                    directory.resolve("drover").resolve(name.replaceFirst("^env.*", "env_parallel.bash")),
                    LAUNCHER.resolveSibling(name));
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(directory.resolve(name)).resolve("parallel");
        // Not sh: it may take functions that were exported out of the environment.
        Files.writeString(file, "#!/bin/bash -p\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    Outcome gnu(String command) {
        return run(command, System.getenv("PATH"));
    }

    Outcome drover(String command) {
        return run(command, directory.resolve("drover") + ":" + System.getenv("PATH"));
    }

    private Outcome run(String command, String path) {
        // Without the exit, bash becomes the last program, which then does not find a shell to be its parent.
        try {
            Path run = Files.createDirectories(directory.resolve("run-" + runs.incrementAndGet()));
            Path work = Files.createDirectory(run.resolve("work"));
            Files.createDirectory(run.resolve("tmp"));
            return start(run, work, "cp -a '" + directory + "'/files/. .\n" + command + "\nexit $?", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome start(Path run, Path work, String script, String path) throws IOException, InterruptedException {
        Path out = run.resolve("out");
        Path err = run.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(work.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(run, path));
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            Files.writeString(err, Files.readString(err) + "\n(ended after " + SECONDS + " s)");
        }
        return new Outcome(
                Outcome.text(Files.readAllBytes(out)), process.exitValue(), Outcome.text(Files.readAllBytes(err)));
    }

    private Map<String, String> environment(Path run, String path) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", path);
        environment.put("HOME", directory.resolve("home").toString());
        environment.put("TMPDIR", run.resolve("tmp").toString());
        environment.put("DROVER_CACHE", Archives.cache().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SHELL", "/bin/bash");
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    static String text(String resource) throws IOException {
        try (InputStream in = DifferentialBench.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
