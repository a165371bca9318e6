package io.drover.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.PlainResults;
import io.drover.proto.TaskFailure;
import io.drover.proto.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultColumnsTest {
    private static TaskResult random(Random random) {
        return TaskResult.newBuilder()
                .setSequence(random.nextLong(1, 1L << 40))
                .setStartEpochMicros(1_700_000_000_000_000L + random.nextInt())
                .setRunNanos(random.nextLong(1L << random.nextInt(1, 40)))
                .setSlot(random.nextInt(1, 70))
                .setOutput(ByteString.copyFrom(new byte[random.nextInt(1025)]))
                .build();
    }

    @Test
    void whatGoesInComesOut() throws Exception {
        Random random = new Random(7);
        ResultColumns columns = new ResultColumns();
        for (int round = 0; round < 20; round++) {
            List<TaskResult> in = Stream.generate(() -> random(random)).limit(random.nextInt(300)).toList();
            in.forEach(columns::add);
            assertEquals(in.size(), columns.count());
            PlainResults sent = PlainResults.parseFrom(columns.take().toByteArray());
            List<TaskResult> out = new ArrayList<>();
            ResultColumns.forEach(sent, (sequence, start, nanos, slot, output) -> out.add(TaskResult.newBuilder()
                    .setSequence(sequence)
                    .setStartEpochMicros(start)
                    .setRunNanos(nanos)
                    .setSlot(slot)
                    .setOutput(output)
                    .build()));
            assertEquals(in, out);
            assertEquals(0, columns.count());
        }
    }

    static Stream<TaskResult.Builder> notPlain() {
        return Stream.of(
                TaskResult.newBuilder().setExitCode(1),
                TaskResult.newBuilder().setSignal(9),
                TaskResult.newBuilder().setFailure(TaskFailure.getDefaultInstance()),
                TaskResult.newBuilder().setTimedOut(true),
                TaskResult.newBuilder().setKilled(true),
                TaskResult.newBuilder().setError(ByteString.copyFromUtf8("x")),
                TaskResult.newBuilder().setUserMicros(1),
                TaskResult.newBuilder().setSystemMicros(1),
                TaskResult.newBuilder().setMaxRssKib(1),
                TaskResult.newBuilder().setOutput(ByteString.copyFrom(new byte[1025])));
    }

    @ParameterizedTest
    @MethodSource("notPlain")
    void whatHasNoColumnDoesNotFit(TaskResult.Builder result) {
        assertFalse(ResultColumns.fit(result.setSequence(1).build()));
    }

    @Test
    void everyFieldOfAResultHasAColumnOrIsAskedFor() {
        assertTrue(ResultColumns.fit(TaskResult.getDefaultInstance()));
        assertEquals(14, TaskResult.getDescriptor().getFields().size(), "look at ResultColumns.fit when there is one more");
    }
}
