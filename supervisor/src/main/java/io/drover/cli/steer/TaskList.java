package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tasks of a service, as text and as JSON. */
final class TaskList {
    private TaskList() {}

    static StoredTask read(ControlClient client, long id, boolean output) throws IOException {
        return client.ask(ControlRequest.newBuilder().setRead(ControlRequest.ReadTask.newBuilder().setTask(id).setOutput(output)))
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
        row.put("ran", started ? Spans.of(Math.max(0, end - task.getStartedMillis())) : "");
        row.put("exit", task.hasExit() ? task.getExit() : "");
        row.put("command", task.getCommand().toStringUtf8());
        return row;
    }

    static Map<String, Object> json(StoredTask task) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("task", task.getId());
        all.put("state", task.getState());
        all.put("command", task.getCommand().toStringUtf8());
        all.put("directory", task.getDirectory().toStringUtf8());
        all.put("group", task.getGroup().isEmpty() ? null : task.getGroup());
        all.put("priority", task.getPriority());
        all.put("attempts", task.getAttempts());
        all.put("submitted", time(task.getSubmittedMillis()));
        all.put("due", time(task.getDueMillis()));
        all.put("started", time(task.getStartedMillis()));
        all.put("ended", time(task.getEndedMillis()));
        all.put("exit", task.hasExit() ? task.getExit() : null);
        all.put("signal", task.hasSignal() ? task.getSignal() : null);
        all.put("why", task.getWhy().isEmpty() ? null : task.getWhy());
        return all;
    }

    private static BigDecimal time(long millis) {
        return millis == 0 ? null : BigDecimal.valueOf(millis, 3);
    }
}
