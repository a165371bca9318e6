package io.drover.supervisor.core;

/**
 * What belongs to the face that made a task. The core hands it through and never opens it; those who tell people of the task ask it.
 */
public interface Origin {
    /** The number that people know the task by, from 1. */
    long number();

    /** What stands before each line of the task's output; null for nothing. */
    default byte[] tag() {
        return null;
    }

    /** The input values that the task was made of; null where nobody asked for them. */
    default byte[][] arguments() {
        return null;
    }

    /** The name of the stage that the task is in; empty where there are none. */
    default String stageName() {
        return "";
    }

    /** From when on an attempt could start, in microseconds since 1970; 0: nobody knows. */
    default long dueMicros() {
        return 0;
    }

    /** The same of an attempt in this slot; this where the slot makes no difference. */
    default Origin forSlot(int slot) {
        return this;
    }
}
