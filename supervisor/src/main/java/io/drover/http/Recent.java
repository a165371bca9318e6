package io.drover.http;

import io.drover.supervisor.core.FinishedTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The last tasks that have ended, and how many did in each of the last seconds. Any thread. */
final class Recent {
    private static final int MOST = 500;
    static final int SECONDS = 300;

    private final Deque<Ended> last = new ArrayDeque<>();
    private long count;
    private final long[] seconds = new long[SECONDS];
    private final int[] ok = new int[SECONDS];
    private final int[] bad = new int[SECONDS];

    /**
     * @param order how many had ended before it
     * @param json no more than is told: a task holds what it was made of
     */
    private record Ended(long order, Map<String, Object> json) {}

    synchronized void add(FinishedTask task, long nowMillis) {
        int at = at(nowMillis);
        if (task.outcome().failed()) {
            bad[at]++;
        } else if (task.outcome().ok()) {
            ok[at]++;
        }
        if (task.attempts() == 0) {
            return;
        }
        last.add(new Ended(count++, json(task)));
        if (last.size() > MOST) {
            last.remove();
        }
    }

    /** What was there of a second that is long over is forgotten. */
    private int at(long nowMillis) {
        long second = TimeUnit.MILLISECONDS.toSeconds(nowMillis);
        int at = (int) (second % SECONDS);
        if (seconds[at] != second) {
            seconds[at] = second;
            ok[at] = 0;
            bad[at] = 0;
        }
        return at;
    }

    /** How many have ended so far. */
    synchronized long count() {
        return count;
    }

    /** Those that ended after so many, as far as they are still known. */
    synchronized List<Map<String, Object>> since(long before) {
        return last.stream().filter(one -> one.order() >= before).map(Ended::json).toList();
    }

    private static Map<String, Object> json(FinishedTask task) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("task", task.task().number());
        all.put("slot", task.slot());
        all.put("state", task.outcome().column().text());
        all.put("started", task.startEpochMicros() / 1000);
        all.put("runtime", TimeUnit.NANOSECONDS.toMillis(task.runNanos()));
        return all;
    }

    /** For each of the last seconds, the oldest first, how many were ok, and how many failed. */
    synchronized List<List<Integer>> rates(long nowMillis) {
        long now = TimeUnit.MILLISECONDS.toSeconds(nowMillis);
        List<List<Integer>> all = new ArrayList<>();
        for (long second = now - SECONDS + 1; second <= now; second++) {
            int at = (int) (second % SECONDS);
            all.add(seconds[at] == second ? List.of(ok[at], bad[at]) : List.of(0, 0));
        }
        return all;
    }
}
