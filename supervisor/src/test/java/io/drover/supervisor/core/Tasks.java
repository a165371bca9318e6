package io.drover.supervisor.core;

/** Tasks as a crew with the usual terms sees them. */
final class Tasks {
    private Tasks() {}

    static TaskState state(TaskSpec spec) {
        return new TaskState(spec, Terms.ONCE, spec.id(), 0);
    }
}
