import io.drover.proto.JavaSetup;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Site;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.work.JavaTasks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long one Java task takes from a caller's thread to a worker and back, as {@code submit(f, x).result()}
 * does: the next task starts when the caller has the result of the one before. Prints p50 and p99 in microseconds.
 */
final class RoundTrip {
    private record Results(BlockingQueue<FinishedTask> queue) implements Follower {
        @Override
        public void finished(FinishedTask task) {
            queue.add(task);
        }

        @Override
        public void message(String line) {
            System.err.println(line);
        }
    }

    public static void main(String[] arguments) throws Exception {
        JavaTasks work = new JavaTasks(JavaSetup.newBuilder().addClassPath(arguments[0]).setTaskClass(arguments[3]).build());
        int warmUp = Integer.parseInt(arguments[1]);
        long[] nanos = new long[Integer.parseInt(arguments[2])];
        Submissions tasks = new Submissions();
        Results results = new Results(new LinkedBlockingQueue<>());
        Supervisor supervisor = Supervisor.open(Site.OWN_PROCESS);
        Crew crew = supervisor.hire(CrewPlan.of(work).build(), tasks, results);
        new Thread(() -> measure(tasks, results.queue(), warmUp, nanos), "caller").start();
        supervisor.tell(SupervisorOrder.CLOSE);
        supervisor.run();
        supervisor.close();
        if (crew.end().join().totals().ok() != warmUp + nanos.length) {
            throw new IllegalStateException(crew.end().join().toString());
        }
        Arrays.sort(nanos);
        System.out.printf("%.1f %.1f%n", nanos[nanos.length / 2] / 1e3, nanos[(int) (nanos.length * 0.99)] / 1e3);
    }

    private static void measure(Submissions tasks, BlockingQueue<FinishedTask> results, int warmUp, long[] nanos) {
        try {
            for (int i = -warmUp; i < nanos.length; i++) {
                TaskSpec task = new TaskSpec(i + warmUp + 1, Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
                long start = System.nanoTime();
                tasks.submit(task);
                FinishedTask finished = results.poll(30, TimeUnit.SECONDS);
                if (finished == null || !finished.output().equals(task.payload())) {
                    throw new IllegalStateException("task " + task.id() + ": " + finished);
                }
                nanos[Math.max(0, i)] = System.nanoTime() - start;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tasks.end();
        }
    }
}
