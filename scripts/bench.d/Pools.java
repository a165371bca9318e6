import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerPool;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Measures a pool of as many workers as there are cores, by its arguments: what, and how many. Prints figures with blanks between them. */
public final class Pools {
    /** Returns what it gets. */
    public static final class Echo implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            return input;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        try (WorkerPool pool = WorkerPool.builder().build()) {
            if (!arguments[0].equals("first")) {
                // Python's pools have their processes before they are asked.
                pool.submit(() -> 0).get();
                start = System.nanoTime();
            }
            switch (arguments[0]) {
                case "typed" -> typed(pool, count);
                case "lambda" -> lambdas(pool, count);
                case "map" -> map(pool, count);
                case "trip" -> trips(pool, count);
                case "first" -> pool.submit(() -> 0).get();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            switch (arguments[0]) {
                case "trip" -> { }
                case "first" -> System.out.printf("%.3f%n", seconds);
                default -> System.out.printf("%.1f%n", count / seconds);
            }
        }
    }

    private static void typed(WorkerPool pool, int count) throws Exception {
        List<TaskFuture<String>> futures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            futures.add(pool.submit(Echo.class, Integer.toString(i)));
        }
        for (int i = 0; i < count; i++) {
            check(i, Integer.parseInt(futures.get(i).get()));
        }
    }

    private static void lambdas(WorkerPool pool, int count) throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            futures.add(pool.submit(() -> number));
        }
        for (int i = 0; i < count; i++) {
            check(i, futures.get(i).get());
        }
    }

    private static void map(WorkerPool pool, int count) {
        int[] next = {0};
        pool.map((Integer i) -> i, IntStream.range(0, count).boxed()).forEach(result -> check(next[0]++, result));
        check(count, next[0]);
    }

    private static void trips(WorkerPool pool, int count) throws Exception {
        long[] nanos = new long[count];
        for (int i = -count; i < count; i++) {
            long begin = System.nanoTime();
            check(i, Integer.parseInt(pool.submit(Echo.class, Integer.toString(i)).get()));
            nanos[Math.max(0, i)] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf("%.1f %.1f%n", nanos[count / 2] / 1e3, nanos[(int) (count * 0.99)] / 1e3);
    }

    private static void check(int expected, int result) {
        if (result != expected) {
            throw new IllegalStateException(result + " in place of " + expected);
        }
    }
}
