package io.drover.pool;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link WorkerPool} has done so far, and with what its workers have spent their time.
 *
 * @param counts of tasks and workers
 * @param workers those that live, in the order of their places
 * @param all the time of all workers, with those that are gone
 * @param longest the attempts that took longest and are over, the longest first; ten at most
 */
public record PoolStats(Counts counts, List<Worker> workers, Use all, List<Attempt> longest) {

    /**
     * How far a pool is. Values of a map that travel together are one task.
     *
     * @param running tasks that have a slot, or are on their way to it
     * @param waiting tasks that were submitted and do not run
     * @param done tasks that have succeeded
     * @param failed tasks that have thrown, taken too long, or lost their workers
     * @param cancelled tasks that were given up, or left over when the pool was shut down
     * @param workersSpawned workers that were started
     * @param workersLost workers that have died, and nobody wanted that
     */
    public record Counts(
            long running, long waiting, long done, long failed, long cancelled, long workersSpawned, long workersLost) {

        /** {@return all tasks that were submitted} */
        public long submitted() {
            return running + waiting + done + failed + cancelled;
        }
    }

    /**
     * One worker.
     *
     * @param worker its place, as in {@link TaskFuture#worker}
     * @param generation how many have had this place, from 1
     * @param slots how many tasks it runs at a time
     * @param use its time
     */
    public record Worker(int worker, int generation, int slots, Use use) {}

    /**
     * With what slots have spent their time: each counts its own, so two slots have two seconds in a second.
     *
     * @param startUp from the start of the worker until its slots were set up
     * @param work in tasks, with what they and their results took to be read and written there
     * @param overhead a task was there and the slot was free, but the task had not come to it yet
     * @param idle there was nothing to do
     * @param attempts tasks that were run to their end, each time they were
     */
    public record Use(Duration startUp, Duration work, Duration overhead, Duration idle, long attempts) {
        static final Use NONE = new Use(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

        Use and(Use other) {
            return new Use(
                    startUp.plus(other.startUp),
                    work.plus(other.work),
                    overhead.plus(other.overhead),
                    idle.plus(other.idle),
                    attempts + other.attempts);
        }

        /** {@return which part of the time was start-up, from 0 to 1} */
        public double startUpRatio() {
            return ratio(startUp);
        }

        /** {@return which part of the time was work, from 0 to 1} */
        public double workRatio() {
            return ratio(work);
        }

        /** {@return which part of the time was overhead, from 0 to 1} */
        public double overheadRatio() {
            return ratio(overhead);
        }

        /** {@return in which part of the time there was nothing to do, from 0 to 1} */
        public double idleRatio() {
            return ratio(idle);
        }

        private double ratio(Duration part) {
            Duration all = startUp.plus(work).plus(overhead).plus(idle);
            return all.isZero() ? 0 : (double) part.toNanos() / all.toNanos();
        }
    }

    /**
     * A task that was run to its end.
     *
     * @param what the class of the task, with its input where that is short, or where the call or function was written
     * @param runTime of this attempt, in the worker
     * @param worker the place of its worker
     */
    public record Attempt(String what, Duration runTime, int worker) {}
}
