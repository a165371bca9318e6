package io.drover.supervisor.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a worker's JVM.
 *
 * @param java absolute path of the java program, resolved once: an update in place must not mix versions
 * @param classPath where WorkerMain is
 * @param options JVM options, ours before the user's
 * @param environment added to the environment of workers, each "NAME=VALUE"
 * @param standardOutput descriptors of the supervisor that commands may get in place of captured ones
 */
public record WorkerJvm(
        Path java,
        String classPath,
        List<String> options,
        List<byte[]> environment,
        int standardOutput,
        int standardError) {

    private static final String MAIN = "io.drover.worker.WorkerMain";

    /** Workers of the JVM that runs this. */
    public static WorkerJvm current(List<String> options, List<byte[]> environment) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new WorkerJvm(java, System.getProperty("java.class.path"), options, environment, 1, 2);
    }

    /**
     * Options for workers.
     *
     * @param commands the worker only watches commands: small and quick to start rather than fast at work
     */
    public static List<String> options(boolean commands) {
        // For its own threads: on a large machine the JVM would start dozens.
        int processors = commands ? Math.min(Runtime.getRuntime().availableProcessors(), 4) : 2;
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // Spares JNA a run of ldconfig: it shall find the C library, which is there already.
                "-Djna.nosys=true", "-Djna.platform.library.path=/usr/lib", "-XX:ErrorFile=/dev/stderr",
                "-XX:ActiveProcessorCount=" + processors));
        if (commands) {
            options.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xss256k"));
        }
        if (Runtime.version().feature() >= 24) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        // The launcher knows where the class-data archive is, and whether it is to be made.
        String archive = System.getProperty("drover.worker.archive");
        if (archive != null) {
            options.addAll(List.of(archive.strip().split("\\s+")));
        }
        return options;
    }

    List<String> commandLine(Path runDirectory) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(options);
        line.add("-cp");
        line.add(classPath);
        line.add(MAIN);
        line.add(runDirectory.toString());
        return line;
    }
}
