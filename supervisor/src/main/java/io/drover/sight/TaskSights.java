package io.drover.sight;

import io.drover.proto.StoredTask;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tasks of a service as JSON. */
public final class TaskSights {
    private TaskSights() {}

    /** {@return its members as {@code drover help service} has them} */
    public static Map<String, Object> json(StoredTask task) {
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
        all.put("every", task.getEvery().isEmpty() ? null : task.getEvery());
        all.put("entry", task.getEntry() == 0 ? null : task.getEntry());
        return all;
    }

    private static BigDecimal time(long millis) {
        return millis == 0 ? null : BigDecimal.valueOf(millis, 3);
    }
}
