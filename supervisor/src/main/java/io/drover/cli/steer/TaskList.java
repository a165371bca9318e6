package io.drover.cli.steer;

import io.drover.client.Found;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import io.drover.sight.Spans;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tasks of a service, as text. */
final class TaskList {
    private TaskList() {}

    static StoredTask read(Found one, long id, boolean output) throws IOException {
        return one.ask(ControlRequest.newBuilder().setRead(ControlRequest.ReadTask.newBuilder().setTask(id).setOutput(output)))
                .getTasks()
                .getTasks(0);
    }

    static Map<String, Object> row(StoredTask task) {
        long now = System.currentTimeMillis();
        boolean started = task.getStartedMillis() > 0;
        long end = task.getEndedMillis() > 0 ? task.getEndedMillis() : now;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", task.getId());
        row.put("state", task.getState());
        row.put("group", task.getGroup());
        row.put("priority", task.getPriority());
        boolean isToCome = task.getState().equals("delayed") || task.getState().equals("recurring");
        row.put("due", isToCome ? "in " + Spans.of(Math.max(0, task.getDueMillis() - now)) : "");
        row.put("ran", started && !isToCome ? Spans.of(Math.max(0, end - task.getStartedMillis())) : "");
        row.put("exit", task.hasExit() ? task.getExit() : "");
        row.put("command", task.getCommand().toStringUtf8());
        return row;
    }
}
