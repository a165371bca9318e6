package io.drover.supervisor;

import io.drover.posix.Signal;
import io.drover.supervisor.core.CrewOrders;
import io.drover.supervisor.core.Reach;
import io.drover.supervisor.core.WorkerKey;

/** What a crew is told from outside: one with {@link Crew#tell}, all of them with {@link Supervisor#tell}. */
public sealed interface CrewOrder extends Order {

    /**
     * Called by the supervisor loop alone.
     *
     * @param crew who obeys
     * @param now by the clock of the loop
     */
    void give(CrewOrders crew, long now);

    /** Takes no more tasks. Those that it has run to their end, and then it is over. */
    record Drain() implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.drain(now);
        }
    }

    /** Starts nothing more: what waits is cancelled, what runs is left to its end, and then it is over. */
    record Dismiss() implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.dismiss(now);
        }
    }

    /**
     * As a signal to the process: INT and TERM end what runs, too, with KILL after the grace period, and at once when they come again.
     * HUP is a {@link Dismiss}, and the follower is told so.
     *
     * @param signal INT, TERM or HUP
     */
    record Stop(Signal signal) implements CrewOrder {
        /**
         * Refuses what stops nothing.
         *
         * @param signal INT, TERM or HUP
         * @throws IllegalArgumentException for another one
         */
        public Stop {
            if (signal != Signal.INT && signal != Signal.TERM && signal != Signal.HUP) {
                throw new IllegalArgumentException("INT, TERM or HUP stops a crew, not " + signal);
            }
        }

        @Override
        public void give(CrewOrders crew, long now) {
            crew.onSignal(signal, now);
        }
    }

    /** Kills all that runs, at once. */
    record Kill() implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.kill(now);
        }
    }

    /** Starts nothing until {@link Go}. What runs is left to its end. */
    record Hold() implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.hold();
        }
    }

    /** Ends a {@link Hold}. */
    record Go() implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.go(now);
        }
    }

    /**
     * From now on it has these workers. Those that fit stay; those that do not get no more tasks, and leave when what they run is over.
     *
     * @param slots for each worker, how many tasks it runs at a time
     */
    record Scale(int... slots) implements CrewOrder {
        /**
         * Keeps a copy.
         *
         * @param slots for each worker, how many tasks it runs at a time
         * @throws IllegalArgumentException where there is no worker, or one without a slot
         */
        public Scale {
            slots = Slots.checked(slots);
        }

        @Override
        public void give(CrewOrders crew, long now) {
            crew.scale(slots, now);
        }
    }

    /**
     * From now on so many of its places have a worker, also when there is nothing to do.
     *
     * @param workers 0: a place gets one when tasks wait
     */
    record Man(int workers) implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.man(workers, now);
        }
    }

    /**
     * The task is not wanted any more: it is taken out of the queue or ended, and its final state is cancelled, unless it was over before.
     * A Java task ends with its worker, whose other tasks run again.
     *
     * @param task its {@link io.drover.supervisor.core.TaskSpec#id}
     * @param reach whether one that runs is ended
     */
    record Cancel(long task, Reach reach) implements CrewOrder {
        /**
         * Wherever it is.
         *
         * @param task its {@link io.drover.supervisor.core.TaskSpec#id}
         */
        public Cancel(long task) {
            this(task, Reach.RUNNING);
        }

        @Override
        public void give(CrewOrders crew, long now) {
            crew.cancel(task, reach, now);
        }
    }

    /**
     * A task that no attempt of has begun is cancelled, so that whoever has let it in can do that again. Nothing happens to any other.
     *
     * @param task its {@link io.drover.supervisor.core.TaskSpec#id}
     */
    record GiveBack(long task) implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.cancel(task, Reach.UNBEGUN, now);
        }
    }

    /**
     * A signal for all that the command of a task has started and that has not left its process group. Nothing happens where the task does
     * not run, or is no command.
     *
     * @param task its {@link io.drover.supervisor.core.TaskSpec#id}
     * @param signal its number
     */
    record SignalTask(long task, int signal) implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.signalTask(task, signal);
        }
    }

    /**
     * A command that runs has done what it must not: it is ended as one that takes too long, and that attempt has failed. Nothing happens
     * where the task does not run, or is no command.
     *
     * @param task its {@link io.drover.supervisor.core.TaskSpec#id}
     * @param title of the failure, in a few words
     * @param cause what it has done
     */
    record Fail(long task, String title, String cause) implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.fail(task, title, cause);
        }
    }

    /**
     * Another worker takes over from one as soon as it is ready; that one leaves when what it runs is over.
     *
     * @param worker the one that leaves
     */
    record Replace(WorkerKey worker) implements CrewOrder {
        @Override
        public void give(CrewOrders crew, long now) {
            crew.replace(worker, now);
        }
    }
}
