package io.drover.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskBatch;
import io.drover.proto.TaskRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
    private static TaskRequest random(Random random) {
        return TaskRequest.newBuilder()
                .setId(random.nextLong(1, 1L << 40))
                .setPayload(ByteString.copyFrom(new byte[random.nextInt(TaskColumns.MAX_PAYLOAD + 1)]))
                .build();
    }

    @Test
    void theTasksComeInTheirOrder() throws Exception {
        Random random = new Random(8);
        for (int round = 0; round < 20; round++) {
            List<TaskRequest> plain = Stream.generate(() -> random(random)).limit(random.nextInt(300)).toList();
            List<TaskRequest> others = Stream.generate(() -> random(random).toBuilder().setAttempt(1).build()).limit(random.nextInt(3)).toList();
            TaskColumns columns = new TaskColumns();
            plain.forEach(task -> columns.add(task.getId(), task.getPayload()));
            TaskBatch.Builder batch = TaskBatch.newBuilder().setEpoch(7).setFirstSequence(100).addAllTasks(others);
            if (!columns.isEmpty()) {
                batch.setPlain(columns.build());
            }
            BatchReader reader = new BatchReader(TaskBatch.parseFrom(batch.build().toByteArray()));
            assertEquals(7, reader.epoch());
            List<TaskRequest> read = new ArrayList<>();
            while (reader.left() > 0) {
                assertEquals(100 + read.size(), reader.sequence());
                read.add(reader.take());
            }
            assertEquals(Stream.concat(plain.stream(), others.stream()).toList(), read);
        }
    }
}
