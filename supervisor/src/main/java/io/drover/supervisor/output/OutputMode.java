package io.drover.supervisor.output;

/** When the output of a running task is shown. */
public enum OutputMode {
    /** A task's output is printed whole when the task has its final state. */
    GROUP,
    /** Complete lines are printed as they arrive. */
    LINE_BUFFER,
    /** The last line of each task is drawn on the terminal that is our stdout. */
    LATEST_LINE,
    /** Commands write to our stdout themselves; only results of Java tasks come here. */
    UNGROUP
}
