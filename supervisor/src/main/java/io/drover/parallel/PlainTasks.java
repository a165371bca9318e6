package io.drover.parallel;

import com.google.protobuf.ByteString;
import io.drover.parallel.records.Records;
import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.List;

/** Each value is a task as it is: the fast path of Java tasks and of input that is made of commands. */
final class PlainTasks implements TaskSource {
    private final Records records;
    private final CountFinder count;
    private long id;

    PlainTasks(Records records, CountFinder count) {
        this.records = records;
        this.count = count;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) throws IOException {
        for (int i = 0; i < max && (i == 0 || records.ready()); i++) {
            ByteString value = records.nextInPieces();
            if (value == null) {
                return i > 0;
            }
            tasks.add(new TaskSpec(++id, value));
        }
        return true;
    }

    @Override
    public TaskCount count() throws IOException {
        return count.find();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
