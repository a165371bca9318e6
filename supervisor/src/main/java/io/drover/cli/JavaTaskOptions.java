package io.drover.cli;

import io.drover.proto.JavaSetup;
import io.drover.supervisor.input.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about Java tasks. */
final class JavaTaskOptions {
    @Option(
            names = "--task",
            paramLabel = "CLASS",
            description = "Run this io.drover.task.Task in warm workers instead of commands: one value in, one result out.")
    private String taskClass;

    @Option(names = "--jar", paramLabel = "FILE", description = "A jar that the task needs; may be given several times.")
    private List<String> jars = new ArrayList<>();

    @Option(
            names = {"--classpath", "--class-path"},
            paramLabel = "PATH",
            description = "Jars and directories that the task needs, with : between them.")
    private String classPath;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "A JVM option for the workers, such as -Xmx2g; also as -J-Xmx2g.")
    private List<String> javaOptions = new ArrayList<>();

    boolean given() {
        return taskClass != null;
    }

    List<String> javaOptions() {
        return javaOptions.stream().map(RawArguments::text).toList();
    }

    JavaSetup setup(long timeoutMillis, boolean live) {
        JavaSetup.Builder setup = JavaSetup.newBuilder()
                .setTaskClass(RawArguments.text(taskClass))
                .setTimeoutMillis(timeoutMillis)
                .setLive(live)
                .setResultLines(true);
        jars.forEach(jar -> setup.addClassPath(existing(RawArguments.text(jar), "--jar")));
        if (classPath != null) {
            for (String entry : RawArguments.text(classPath).split(":")) {
                setup.addClassPath(existing(entry, "--classpath"));
            }
        }
        if (setup.getClassPathCount() == 0) {
            throw new UsageException("--task needs --jar or --classpath to load " + taskClass + " from");
        }
        return setup.build();
    }

    /** Not left to the worker: a mistake in a path should cost no process. */
    private static String existing(String entry, String option) {
        Path path = Path.of(entry);
        if (!Files.isReadable(path)) {
            throw new UsageException(option + ": cannot open " + entry + ": "
                    + (Files.exists(path) ? "Permission denied" : "No such file or directory"));
        }
        return path.toAbsolutePath().toString();
    }

    void checkUnused() {
        if (!jars.isEmpty() || classPath != null) {
            throw new UsageException("--jar and --classpath need --task CLASS");
        }
    }
}
