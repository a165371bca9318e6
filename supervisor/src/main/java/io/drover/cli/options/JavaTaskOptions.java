package io.drover.cli.options;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.work.JavaTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options about Java tasks. */
public final class JavaTaskOptions {
    private static final Pattern DEBUGGER = Pattern.compile("(connect:)?(\\d{1,5})");

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

    @Option(
            names = "--debug-task",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "[connect:]PORT",
            preprocessor = AttachedValue.class,
            description = "One worker, which waits for a debugger on 127.0.0.1 at PORT, or at one that it names; no limit of time "
                    + "holds. Any user of this machine can connect while it waits, and run code as you: connect:PORT instead "
                    + "connects to a debugger that listens there.")
    private String debugged;

    /** The JVM option that lets a debugger in; empty without one. */
    public Optional<String> agent() {
        if (debugged == null) {
            return Optional.empty();
        }
        Matcher port = DEBUGGER.matcher(debugged);
        if (!port.matches()) {
            throw new UsageException("--debug-task wants PORT or connect:PORT, not '" + debugged + "'");
        }
        return Optional.of("-agentlib:jdwp=transport=dt_socket,suspend=y,server=" + (port.group(1) == null ? "y" : "n")
                + ",address=127.0.0.1:" + port.group(2));
    }

    public boolean given() {
        return taskClass != null;
    }

    /** Empty where tasks are commands. */
    public String taskClass() {
        return given() ? RawArguments.text(taskClass) : "";
    }

    public List<String> javaOptions() {
        return javaOptions.stream().map(RawArguments::text).toList();
    }

    public JavaTasks work(long timeoutMillis, boolean live) {
        JavaSetup.Builder setup = JavaSetup.newBuilder()
                .setTaskClass(RawArguments.text(taskClass))
                .setTimeoutMillis(debugged == null ? timeoutMillis : 0)
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
        return new JavaTasks(setup.build());
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

    public void checkUnused() {
        if (debugged != null) {
            throw new UsageException("--debug-task needs --task CLASS");
        }
        if (!jars.isEmpty() || classPath != null) {
            throw new UsageException("--jar and --classpath need --task CLASS");
        }
    }
}
