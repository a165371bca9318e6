package io.drover.records;

/** How an earlier run has left a task. */
enum Ending {
    /** It has not run, or was taken away in the middle by a stop of the run. */
    OPEN,
    OK,
    FAILED;

    /** @param signal beside an exit value of -1, none at all means that the run was stopped */
    static Ending of(int exitValue, int signal) {
        if (exitValue == -1 && signal == 0) {
            return OPEN;
        }
        return exitValue == 0 && signal == 0 ? OK : FAILED;
    }
}
