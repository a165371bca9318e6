package io.drover.supervisor.work;

import com.google.protobuf.ByteString;
import io.drover.proto.CommandSetup;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.worker.SilentLogs;
import io.drover.worker.WorkerMain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Work whose workers spawn processes and watch them. */
sealed interface Spawning extends Work permits Commands, Lines {
    String KIND = "commands";

    CommandSetup setup();

    /** The same kind of work, set up like this. */
    Work with(CommandSetup other);

    @Override
    default boolean endsAlone() {
        return true;
    }

    @Override
    default void setup(WorkerSetup.Builder worker) {
        worker.setCommands(setup());
    }

    /** Small and quick to start rather than fast at work. */
    @Override
    default List<String> jvmOptions() {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), 4);
        return List.of(
                "-XX:ActiveProcessorCount=" + processors,
                "-XX:TieredStopAtLevel=1",
                // While much is to be compiled, as at the start, only what runs most is.
                "-XX:Tier3LoadFeedback=1",
                SilentLogs.OPTION,
                // The JDK's own. To look for another it would open the jar, and read the names of all that is in it.
                "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider",
                WorkerMain.SPAWNS_OPTION,
                WorkerJvm.SMALL_HEAP,
                "-Xss256k",
                // Processes get the limit on open files that we have: it is not to be raised.
                "-XX:-MaxFDLimit");
    }

    @Override
    default boolean hasDirectory() {
        return true;
    }

    @Override
    default List<byte[]> fingerprint(String directory, List<byte[]> environment) {
        List<byte[]> parts = new ArrayList<>();
        parts.add("command".getBytes(StandardCharsets.US_ASCII));
        parts.add(setup().hasWorkingDirectory()
                ? setup().getWorkingDirectory().toByteArray()
                : directory.getBytes(StandardCharsets.UTF_8));
        setup().getEnvironmentList().forEach(variable -> parts.add(variable.toByteArray()));
        return parts;
    }

    @Override
    default Work again(Manner manner, String directory) {
        CommandSetup.Builder again = setup().toBuilder()
                .clearTmux()
                .clearInputDirectory()
                .setUngroup(manner.ungroup())
                .setLive(manner.live());
        if (manner.timeoutMillis() > 0) {
            again.setTimeoutMillis(manner.timeoutMillis());
        }
        if (!setup().hasWorkingDirectory()) {
            again.setWorkingDirectory(ByteString.copyFromUtf8(directory));
        }
        return with(again.build());
    }

    @Override
    default String kind() {
        return KIND;
    }

    @Override
    default byte[] toBytes() {
        return setup().toByteArray();
    }
}
