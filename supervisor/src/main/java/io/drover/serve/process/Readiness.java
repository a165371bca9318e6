package io.drover.serve.process;

/** When those that come after a process may start. */
public enum Readiness {
    /** It has run for some time. */
    START,
    /** Its health check has succeeded. */
    HEALTH,
    /** It has ended as expected. */
    EXIT
}
