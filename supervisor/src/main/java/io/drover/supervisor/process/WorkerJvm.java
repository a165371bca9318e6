package io.drover.supervisor.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a worker's JVM.
 *
 * @param java absolute path of the java program, resolved once: an update in place must not mix versions
 * @param classPath where WorkerMain is
 * @param options JVM options, ours before the user's
 * @param environment added to the environment of workers, each "NAME=VALUE", or taken out of it, each "NAME"
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
    /** For work that needs none of its own; it gives way to any other choice of a heap. */
    public static final String SMALL_HEAP = "-Xmx96m";
    /** Before {@link #SMALL_HEAP}: a young generation is touched whole, however little of it is needed. */
    public static final String SMALL_YOUNG = "-Xmn4m";
    /** Options of ours that a JVM refuses beside another choice. */
    private static final Map<String, Pattern> GIVES_WAY = Map.of(
            COLLECTOR, Pattern.compile("-XX:\\+Use\\w*GC\\b"),
            SMALL_HEAP, Pattern.compile("-Xm[nsx]|HeapSize|NewSize|RAM"),
            SMALL_YOUNG, Pattern.compile("-Xm[nsx]|HeapSize|NewSize|RAM|-XX:\\+Use\\w*GC\\b"));
    private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
    static final String ARCHIVE_PROPERTY = "drover.worker.archive";
    /** The launcher's archive from JDK 24 on, and what a JVM refuses beside it. */
    private static final String ARCHIVE = "-XX:AOTCache=";
    private static final Pattern OTHER_ARCHIVE = Pattern.compile("-Xshare:|AOT(Mode|Cache|Config)|SharedArchiveFile|LoadedClassList|SharedClassList");
    /** Where a JVM looks for options by itself. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=");

    /**
     * Workers of the JVM that runs this.
     *
     * @param ofWork options that suit what they do
     * @param ofUser options that go before all others
     * @param environment chosen for them, each "NAME=VALUE"; or "NAME", which they do not have
     */
    public static WorkerJvm current(List<String> ofWork, List<String> ofUser, List<byte[]> environment) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> options = options(ofWork);
        options.addAll(ofUser);
        return new WorkerJvm(java, ProgramPath.joined(), options, environment, 1, 2, false);
    }

    private static List<String> options(List<String> ofWork) {
        List<String> options = new ArrayList<>(List.of(
                COLLECTOR, "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // Who has nothing to do wakes up less often: see scripts/drover.
                "-XX:+UnlockDiagnosticVMOptions", "-XX:AsyncDeflationInterval=1000", "-XX:GuaranteedSafepointInterval=0",
                // Spares JNA a run of ldconfig: it shall find the C library, which is there already.
                "-Djna.nosys=true", "-Djna.platform.library.path=/usr/lib", "-XX:ErrorFile=/dev/stderr"));
        options.addAll(ofWork);
        if (Runtime.version().feature() >= 24) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        // The launcher knows where the class-data archive is, and whether it is to be made.
        String archive = System.getProperty(ARCHIVE_PROPERTY);
        if (archive != null) {
            options.addAll(List.of(archive.strip().split("\\s+")));
        }
        return options;
    }

    /** Makes that of workers out of ours. */
    void change(List<byte[]> ours) {
        for (byte[] variable : environment) {
            String text = latin(variable);
            if (text.indexOf('=') < 0) {
                ours.removeIf(other -> latin(other).startsWith(text + "="));
            } else {
                ours.add(variable);
            }
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The same JVM with WorkerMain from elsewhere. */
    public WorkerJvm on(String otherClassPath) {
        return new WorkerJvm(java, otherClassPath, options, environment, standardOutput, standardError, talks);
    }

    /** The same JVM with a port for debuggers, which it does not wait for. */
    public WorkerJvm debuggable() {
        List<String> all = new ArrayList<>(options);
        all.add(DEBUGGER);
        return new WorkerJvm(java, classPath, all, environment, standardOutput, standardError, talks);
    }

    /** Where a worker lets debuggers in, as its log says; empty if it does not. */
    public Optional<String> debugAddress(Supplier<String> log) {
        if (!options.contains(DEBUGGER)) {
            return Optional.empty();
        }
        Matcher line = Pattern.compile("Listening for transport dt_socket at address: (\\d+)").matcher(log.get());
        return line.find() ? Optional.of("127.0.0.1:" + line.group(1)) : Optional.empty();
    }

    /** The same JVM under an agent that talks to the user. */
    public WorkerJvm under(String agent) {
        List<String> all = new ArrayList<>(options);
        all.add(agent);
        return new WorkerJvm(java, classPath, all, environment, standardOutput, standardError, true);
    }

    /**
     * @param classPath where {@link #classPath} is now
     * @param environment what the worker will have: a collector or a heap that is chosen there, or by the user, is in the place of ours
     */
    List<String> commandLine(String classPath, Path runDirectory, List<byte[]> environment) {
        String outside = environment.stream()
                .map(WorkerJvm::latin)
                .filter(variable -> VARIABLES.stream().anyMatch(variable::startsWith))
                .collect(Collectors.joining(" "));
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        for (int i = 0; i < options.size(); i++) {
            Pattern other = options.get(i).startsWith(ARCHIVE) ? OTHER_ARCHIVE : GIVES_WAY.get(options.get(i));
            Stream<String> choices = Stream.concat(Stream.of(outside), options.stream().skip(i + 1));
            if (other == null || choices.noneMatch(choice -> !choice.equals(SMALL_HEAP) && other.matcher(choice).find())) {
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
