package io.drover.supervisor.work;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.Nature;
import java.util.List;

/**
 * What workers do with their tasks: {@link Commands}, {@link Lines} or {@link JavaTasks}. Whatever depends on the kind of
 * work is asked here.
 */
public sealed interface Work extends Nature permits Spawning, JavaTasks {
    /** Tells a worker how to do it. */
    void setup(WorkerSetup.Builder setup);

    /** What a JVM that does it should be like. */
    List<String> jvmOptions();

    /** Payloads are command lines for a shell, so that values in them are quoted. */
    boolean quotes();

    /** Its tasks run in a directory that is part of the work; others run where the supervisor does. */
    boolean hasDirectory();

    /**
     * What two tasks of equal payload must have in common to be the same task.
     *
     * @param directory where the run was started
     * @param environment chosen for the workers, each "NAME=VALUE"
     */
    List<byte[]> fingerprint(String directory, List<byte[]> environment);

    /** The command line that runs a task with this payload by hand. */
    String runAgain(String payload);

    /** What is run, for people; empty where each payload says so itself. */
    String title();

    /**
     * The same work in a later run, which has its own way to treat output and time.
     *
     * @param directory where the earlier run was started
     */
    Work again(Manner manner, String directory);

    /** How a run treats output and time. {@code timeoutMillis} 0: as before where workers see to it. */
    record Manner(boolean ungroup, boolean live, long timeoutMillis) {}

    /** The word for this kind in records, for {@link #stored}. */
    String kind();

    /** All that {@link #stored} needs besides the kind. */
    byte[] toBytes();

    /** The work whose {@link #kind} and {@link #toBytes} these are. */
    static Work stored(String kind, byte[] bytes) throws InvalidProtocolBufferException {
        return kind.equals(JavaTasks.KIND)
                ? new JavaTasks(JavaSetup.parseFrom(bytes))
                : ofCommands(CommandSetup.parseFrom(bytes));
    }

    /** Lines where {@code setup} names a co-process to read them, command lines elsewhere. */
    static Work ofCommands(CommandSetup setup) {
        return setup.hasCoproc() ? new Lines(setup) : new Commands(setup);
    }
}
