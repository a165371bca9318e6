package examples;

import io.drover.task.Task;
import io.drover.task.TaskContext;

/** Keeps a core busy for so many seconds and never asks whether it should stop: what a stop must be able to end. */
public final class Spin implements Task<String, String> {
    private volatile long turns;

    @Override
    public String run(String seconds, TaskContext context) {
        context.log("spinning");
        long end = System.nanoTime() + Long.parseLong(seconds) * 1_000_000_000L;
        while (System.nanoTime() < end) {
            turns++;
        }
        return turns + " turns";
    }
}
