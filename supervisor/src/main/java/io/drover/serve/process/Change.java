package io.drover.serve.process;

/**
 * What another file of jobs means for a process.
 *
 * @param process its name
 * @param kind what is done
 * @param why what has changed; empty where that is the process itself
 */
record Change(String process, Kind kind, String why) {
    /** What is done. */
    enum Kind {
        STARTS("is new, and starts"),
        ENDS("is gone, and is ended"),
        RESTARTS("is started anew"),
        FOLLOWS("goes on, by its new rules"),
        STAYS("stays as it is");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** For people. */
    String words() {
        return process + " " + kind.words + (why.isEmpty() ? "" : ": " + why);
    }
}
