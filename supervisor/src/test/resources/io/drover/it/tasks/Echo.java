package tasks;

import io.drover.task.Task;
import io.drover.task.TaskContext;

public final class Echo implements Task<byte[], byte[]> {
    @Override
    public byte[] run(byte[] input, TaskContext context) {
        return input;
    }
}
