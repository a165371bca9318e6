package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tasks as a run finishes them. Each begins at 1795187595.939 and takes 3 ms. */
final class Finished {
    private Finished() {}

    static TaskSpec task(long number, String command, String... arguments) {
        byte[][] values = Arrays.stream(arguments).map(Finished::bytes).toArray(byte[][]::new);
        return new TaskSpec(number, bytes(command), null, null, null, values);
    }

    static FinishedTask of(TaskSpec task, Outcome outcome, String output, String error) {
        return new FinishedTask(
                task,
                outcome,
                1,
                1,
                0,
                1_795_187_595_939_000L,
                3_000_000,
                1000,
                2000,
                1024,
                ByteString.copyFrom(bytes(output)),
                ByteString.copyFrom(bytes(error)));
    }

    /** A byte per character, so that any bytes can be had. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
