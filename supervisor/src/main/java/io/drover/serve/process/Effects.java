package io.drover.serve.process;

/** What an {@link Instance} has done. */
interface Effects {
    /** A process of it is started. */
    void launch(Instance one);

    /** All that its process has started and that has not left its group gets a signal. */
    void signal(Instance one, int signal);

    /** Its process is killed. */
    void kill(Instance one);

    /** Somebody asks whether it is well. */
    void check(Instance one);

    /** It is what it was not before. */
    void changed(Instance one);

    /** There is something to say of it. */
    void news(Instance one, String what);

    /** It has ended, and is forgotten. */
    void gone(Instance one);
}
