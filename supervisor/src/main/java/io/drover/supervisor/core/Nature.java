package io.drover.supervisor.core;

/** What the core must know of the kind of work that a task is. */
public interface Nature {
    /**
     * A worker can end and stop each of its tasks, and ends by itself what runs longer than {@link Terms#timeout}. Other
     * tasks end with their worker.
     */
    boolean endsAlone();

    /** A task whose worker died under it runs again, whatever {@link Terms#attempts} says. */
    boolean rerunsLost();
}
