import io.drover.proto.JavaSetup;
import io.drover.supervisor.Follower;
import io.drover.supervisor.RunConfig;
import io.drover.supervisor.RunResult;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.JavaTasks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long one Java task takes from a caller's thread to a worker and back, as {@code submit(f, x).result()}
 * does: the next task starts when the caller has the result of the one before. Prints p50 and p99 in microseconds.
 */
final class RoundTrip {
    private static final TaskSpec END = new TaskSpec(0, new byte[0]);
    private static final long PATIENCE_SECONDS = 30;

    public static void main(String[] arguments) throws Exception {
        String jar = arguments[0];
        int warmUp = Integer.parseInt(arguments[1]);
        int measured = Integer.parseInt(arguments[2]);

        BlockingQueue<TaskSpec> tasks = new LinkedBlockingQueue<>();
        BlockingQueue<FinishedTask> results = new LinkedBlockingQueue<>();
        Supervisor supervisor =
                new Supervisor(config(jar, arguments[3]), new QueueSource(tasks), new QueueFollower(results), new SignalInbox());
        RunResult[] end = new RunResult[1];
        Thread run = new Thread(() -> end[0] = run(supervisor), "supervisor");
        run.start();

        long[] nanos = new long[measured];
        for (int i = 0; i < warmUp + measured; i++) {
            TaskSpec task = new TaskSpec(i + 1, Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            tasks.add(task);
            FinishedTask finished = results.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            long took = System.nanoTime() - start;
            check(finished, task);
            if (i >= warmUp) {
                nanos[i - warmUp] = took;
            }
        }
        tasks.add(END);
        run.join();
        if (!end[0].totals().balances() || end[0].totals().ok() != warmUp + measured) {
            throw new IllegalStateException(end[0].toString());
        }
        Arrays.sort(nanos);
        System.out.printf("%.1f %.1f%n", nanos[measured / 2] / 1e3, nanos[(int) (measured * 0.99)] / 1e3);
    }

    private static RunConfig config(String jar, String task) {
        JavaSetup java = JavaSetup.newBuilder().setTaskClass(task).addClassPath(jar).build();
        return RunConfig.of(new JavaTasks(java)).ownProcess().build();
    }

    private static RunResult run(Supervisor supervisor) {
        try {
            return supervisor.run();
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            return null;
        }
    }

    private static void check(FinishedTask finished, TaskSpec task) {
        if (finished == null) {
            throw new IllegalStateException("no result of task " + task.id() + " in " + PATIENCE_SECONDS + " s");
        }
        if (!finished.outcome().ok() || !finished.output().equals(task.payload())) {
            throw new IllegalStateException("task " + task.id() + ": " + finished);
        }
    }

    /** Hands out what the caller has submitted. */
    private record QueueSource(BlockingQueue<TaskSpec> queue) implements TaskSource {
        @Override
        public boolean read(List<TaskSpec> tasks, int max) {
            try {
                TaskSpec task = queue.take();
                return task != END && tasks.add(task);
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    /** Gives results to the caller. */
    private record QueueFollower(BlockingQueue<FinishedTask> queue) implements Follower {
        @Override
        public void finished(FinishedTask finished) {
            queue.add(finished);
        }

        @Override
        public void message(String line) {
            System.err.println(line);
        }
    }
}
