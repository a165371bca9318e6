package io.drover.supervisor.work;

import io.drover.proto.JavaSetup;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.process.ProgramPath;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Each payload is the input of a Java task. It shares its JVM with the worker, so it ends with it, and is to be written so that it can run twice. */
public record JavaTasks(JavaSetup setup) implements Work {
    static final String KIND = "java";

    /**
     * For tasks of a program that runs them itself: its workers have its class path.
     *
     * @param taskClass name of the class
     */
    public static JavaSetup.Builder ofThisProgram(String taskClass) {
        JavaSetup.Builder setup = JavaSetup.newBuilder().setTaskClass(taskClass);
        for (String entry : ProgramPath.joined().split(File.pathSeparator)) {
            if (Files.isReadable(Path.of(entry))) {
                setup.addClassPath(entry);
            }
        }
        return setup;
    }

    @Override
    public boolean endsAlone() {
        return false;
    }

    @Override
    public boolean rerunsLost() {
        return true;
    }

    @Override
    public void setup(WorkerSetup.Builder worker) {
        worker.setJava(setup);
    }

    @Override
    public List<String> jvmOptions() {
        // For its own threads: on a large machine the JVM would start dozens.
        return List.of("-XX:ActiveProcessorCount=2");
    }

    @Override
    public boolean quotes() {
        return false;
    }

    @Override
    public boolean hasDirectory() {
        return false;
    }

    @Override
    public List<byte[]> fingerprint(String directory, List<byte[]> environment) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(KIND.getBytes(StandardCharsets.US_ASCII));
        parts.add(directory.getBytes(StandardCharsets.UTF_8));
        parts.add(setup.getTaskClass().getBytes(StandardCharsets.UTF_8));
        parts.addAll(environment);
        return parts;
    }

    @Override
    public String runAgain(String payload) {
        String classPath = String.join(":", setup.getClassPathList());
        return "drover run --classpath " + Quoting.quoted(classPath) + " --task " + title() + " ::: " + Quoting.quoted(payload);
    }

    @Override
    public String title() {
        return setup.getTaskClass();
    }

    @Override
    public Work again(Manner manner, String directory) {
        return new JavaTasks(
                setup.toBuilder().setLive(manner.live()).setTimeoutMillis(manner.timeoutMillis()).build());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public byte[] toBytes() {
        return setup.toByteArray();
    }
}
