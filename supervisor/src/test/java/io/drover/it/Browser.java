package io.drover.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, if one is installed. */
final class Browser {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 120;

    private final Path program;

    Path program() {
        return program;
    }

    private Browser(Path program) {
        this.program = program;
    }

    static Optional<Browser> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
    }

    /** The document that {@code page} is after its scripts have run, and below it what the console said. */
    String load(Path page) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("drover-browser");
        try {
            Path dom = home.resolve("dom.html");
            Path log = home.resolve("log");
            Process process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                            "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                            "--disable-sync", "--enable-logging=stderr", "--user-data-dir=" + home.resolve("profile"),
                            "--dump-dom", page.toUri().toString())
                    .redirectInput(new File("/dev/null")).redirectOutput(dom.toFile()).redirectError(log.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError("the browser has not ended: " + Files.readString(log));
            }
            String console = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.contains(":CONSOLE")).reduce("", (all, line) -> all + "\n" + line);
            return Files.readString(dom) + console;
        } finally {
            remove(home);
        }
    }

    /** As far as the browser lets it: a process of it may still be about to leave. */
    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // It is in the temporary directory, which is cleared by others.
        }
    }
}
