package io.drover.doctor;

/**
 * What a check has found.
 *
 * @param advice what to do about it; null when nothing is to be done
 */
record Finding(Level level, String what, String advice) {
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String what) {
        return new Finding(Level.OK, what, null);
    }

    /** Runs work, though not as well as they could. */
    static Finding warn(String what, String advice) {
        return new Finding(Level.WARN, what, advice);
    }

    /** No run works, or an essential promise is broken. */
    static Finding fail(String what, String advice) {
        return new Finding(Level.FAIL, what, advice);
    }
}
