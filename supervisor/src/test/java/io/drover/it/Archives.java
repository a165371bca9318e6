package io.drover.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The class-data archives that the launcher makes for its users, made once for all integration tests: hundreds of them
 * start JVMs.
 */
final class Archives {
    private Archives() {}

    /** Options for a supervisor's JVM; none where there are no archives. */
    static List<String> options() {
        Path cache = cache();
        String quiet = Runtime.version().feature() >= 25 ? "-Xlog:aot*=off" : "-Xlog:cds*=off";
        try {
            make(cache);
            Optional<String> supervisor = newest(cache, "supervisor-");
            Optional<String> worker = newest(cache, "worker-");
            Optional<String> natives = newest(cache, "natives-");
            return supervisor.isEmpty() || worker.isEmpty() || natives.isEmpty()
                    ? List.of()
                    : List.of(
                            quiet,
                            supervisor.get(),
                            natives.get(),
                            "-Ddrover.worker.archive=" + quiet + " " + worker.get() + " " + natives.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the launcher's DROVER_CACHE is, to start from them. */
    static Path cache() {
        return Sandbox.jar().resolveSibling("it-cache");
    }

    private static void make(Path cache) throws IOException {
        ProcessBuilder launcher = new ProcessBuilder(Sandbox.launcher().toString(), "run", "--plain", "true", ":::", "1")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        launcher.environment().put("DROVER_CACHE", cache.toString());
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        launcher.environment().remove("DROVER_NO_CACHE");
        try {
            launcher.start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("while archives were made", e);
        }
    }

    private static String option(String file) {
        if (file.endsWith(".aot")) {
            return "-XX:AOTCache=";
        }
        return file.endsWith(".jsa") ? "-XX:SharedArchiveFile=" : "-Djna.boot.library.path=";
    }

    /** The option that loads the newest archive of that kind: there may be one for each JDK that tests were run with. */
    private static Optional<String> newest(Path cache, String kind) throws IOException {
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        String version = kind + System.getProperty("java.version");
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.getFileName().toString().matches(version + "-\\d+(\\.jsa|\\.aot|)"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .map(file -> option(file.toString()) + file);
        }
    }
}
