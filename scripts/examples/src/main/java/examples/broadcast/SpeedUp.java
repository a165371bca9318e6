package examples.broadcast;

import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How much faster the same work is done by more workers. */
final class SpeedUp {
    private static final int PART = 20_000;
    private static final int ROUNDS = 3;

    /**
     * What was measured.
     *
     * @param workers how many there were
     * @param seconds the median of the rounds
     */
    record Point(int workers, double seconds) {}

    private SpeedUp() {}

    /** Prints a table, and writes a plot. */
    static void measure(int most, int parts, Path plot) throws IOException {
        List<WorkerPool> pools = new ArrayList<>();
        try {
            for (int workers = 1; workers <= most; workers++) {
                pools.add(WorkerPool.builder().workers(workers).build());
            }
            pools.forEach(pool -> seconds(pool, parts));
            // All of them in turn in each round: what slows the machine down meanwhile slows all of them.
            double[][] seconds = new double[ROUNDS][];
            for (int round = 0; round < ROUNDS; round++) {
                seconds[round] = pools.stream().mapToDouble(pool -> seconds(pool, parts)).toArray();
            }
            List<Point> points = IntStream.range(0, most)
                    .mapToObj(i -> new Point(i + 1, IntStream.range(0, ROUNDS).mapToDouble(round -> seconds[round][i]).sorted().toArray()[ROUNDS / 2]))
                    .toList();
            for (Point point : points) {
                System.out.printf("%d workers: %.3f s, %.2f times as fast as one%n",
                        point.workers(), point.seconds(), points.get(0).seconds() / point.seconds());
            }
            Files.writeString(plot, Plot.page(points));
            System.out.println(plot);
        } finally {
            pools.forEach(WorkerPool::close);
        }
    }

    private static double seconds(WorkerPool pool, int parts) {
        long begin = System.nanoTime();
        List<TaskFuture<Integer>> futures =
                IntStream.range(0, parts).mapToObj(part -> pool.submit(() -> primes(part * PART, (part + 1) * PART))).toList();
        futures.forEach(TaskFuture::join);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** {@return how many primes there are in a range} */
    static int primes(int from, int to) {
        return (int) IntStream.range(Math.max(2, from), to)
                .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0))
                .count();
    }
}
