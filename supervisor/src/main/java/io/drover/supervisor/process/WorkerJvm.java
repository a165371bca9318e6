package io.drover.supervisor.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a worker's JVM.
 *
 * @param java absolute path of the java program, resolved once: an update in place must not mix versions
 * @param classPath where WorkerMain is
 * @param options JVM options, ours before the user's
 * @param environment added to the environment of workers, each "NAME=VALUE"
 * @param standardOutput descriptors of the supervisor that commands may get in place of captured ones
 * @param talks what the JVM itself prints goes to our standard error, not into a log that only a death shows
 */
public record WorkerJvm(
        Path java,
        String classPath,
        List<String> options,
        List<byte[]> environment,
        int standardOutput,
        int standardError,
        boolean talks) {

    private static final String MAIN = "io.drover.worker.WorkerMain";
    private static final String COLLECTOR = "-XX:+UseSerialGC";
    private static final String SMALL_HEAP = "-Xmx96m";
    /** Options of ours that a JVM refuses beside another choice. */
    private static final Map<String, Pattern> GIVES_WAY = Map.of(
            COLLECTOR, Pattern.compile("-XX:\\+Use\\w*GC\\b"),
            SMALL_HEAP, Pattern.compile("-Xm[nsx]|HeapSize|NewSize|RAM"));
    /** Where a JVM looks for options by itself. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=");

    /** Workers of the JVM that runs this. */
    public static WorkerJvm current(List<String> options, List<byte[]> environment) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new WorkerJvm(java, System.getProperty("java.class.path"), options, environment, 1, 2, false);
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
                COLLECTOR, "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // Spares JNA a run of ldconfig: it shall find the C library, which is there already.
                "-Djna.nosys=true", "-Djna.platform.library.path=/usr/lib", "-XX:ErrorFile=/dev/stderr",
                "-XX:ActiveProcessorCount=" + processors));
        if (commands) {
            // Commands get the limit on open files that we have: it is not to be raised.
            options.addAll(List.of("-XX:TieredStopAtLevel=1", SMALL_HEAP, "-Xss256k", "-XX:-MaxFDLimit"));
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

    /** The same JVM under an agent that talks to the user. */
    public WorkerJvm under(String agent) {
        List<String> all = new ArrayList<>(options);
        all.add(agent);
        return new WorkerJvm(java, classPath, all, environment, standardOutput, standardError, true);
    }

    /** @param environment what the worker will have: a collector or a heap that is chosen there, or by the user, is in the place of ours */
    List<String> commandLine(Path runDirectory, List<byte[]> environment) {
        String outside = environment.stream()
                .map(variable -> new String(variable, StandardCharsets.ISO_8859_1))
                .filter(variable -> VARIABLES.stream().anyMatch(variable::startsWith))
                .collect(Collectors.joining(" "));
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        for (int i = 0; i < options.size(); i++) {
            Pattern other = GIVES_WAY.get(options.get(i));
            Stream<String> choices = Stream.concat(Stream.of(outside), options.stream().skip(i + 1));
            if (other == null || choices.noneMatch(choice -> other.matcher(choice).find())) {
                line.add(options.get(i));
            }
        }
        line.add("-cp");
        line.add(classPath);
        line.add(MAIN);
        line.add(runDirectory.toString());
        return line;
    }
}
