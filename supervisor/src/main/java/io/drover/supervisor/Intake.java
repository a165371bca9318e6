package io.drover.supervisor;

import io.drover.supervisor.core.TaskSpec;
import java.util.List;
import java.util.Optional;

/** Lets tasks into a crew, which takes them when it can use them: what it does not take waits here. */
public interface Intake {

    /** What came in. */
    sealed interface Delivery {
        /**
         * More tasks.
         *
         * @param tasks none has the number of another of its crew
         */
        record Tasks(List<TaskSpec> tasks) implements Delivery {}

        /** Nothing more comes. */
        record End() implements Delivery {}

        /**
         * Nothing more can be had. What was taken still runs.
         *
         * @param message for the user
         */
        record Failed(String message) implements Delivery {}

        /**
         * What is running cannot get all of its input: it is ended.
         *
         * @param message for the user
         */
        record Broken(String message) implements Delivery {}
    }

    /**
     * From now on the crew takes.
     *
     * @param onChange to be called, in any thread, when there is something to be taken again
     */
    void open(Runnable onChange);

    /**
     * Called by the loop: what is next. Never blocks.
     *
     * @param wanted how many tasks the crew can use now; more may come, but then they wait there
     * @return null if nothing is there yet
     */
    Delivery take(int wanted);

    /** {@return the number of all tasks, where it is known before all of them have come; else negative} */
    default long total() {
        return -1;
    }

    /**
     * Called by the loop: takes out a task, which is cancelled.
     *
     * @param task its number
     * @return empty if it is not here, or cannot be taken out
     */
    default Optional<TaskSpec> remove(long task) {
        return Optional.empty();
    }

    /** Called by the loop, perhaps more than once: nothing more is wanted. */
    void close();
}
