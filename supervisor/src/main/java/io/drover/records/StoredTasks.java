package io.drover.records;

import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tasks that have failed by a job log, with the command lines that are in it. */
final class StoredTasks implements TaskSource {
    private final long count;
    private final Iterator<Map.Entry<Long, byte[]>> failed;
    private final boolean tags;
    private long lastId;

    private StoredTasks(TreeMap<Long, byte[]> failed, boolean tags) {
        this.count = failed.size();
        this.failed = failed.entrySet().iterator();
        this.tags = tags;
    }

    /** @param tags whether tasks have one, which is their command line */
    static StoredTasks of(String jobLog, boolean tags) throws IOException {
        TreeMap<Long, byte[]> failed = new TreeMap<>();
        JobLogReader.read(jobLog, (number, ending, command) -> {
            if (ending == Ending.OK) {
                failed.remove(number);
            } else {
                failed.put(number, command);
            }
        });
        return new StoredTasks(failed, tags);
    }

    @Override
    public TaskCount count() {
        return () -> count;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) {
        for (int i = 0; i < max && failed.hasNext(); i++) {
            Map.Entry<Long, byte[]> task = failed.next();
            byte[] command = task.getValue();
            tasks.add(new TaskSpec(
                    ++lastId, command, null, tags ? command : null, null, new byte[][] {command}, task.getKey()));
        }
        return failed.hasNext();
    }
}
