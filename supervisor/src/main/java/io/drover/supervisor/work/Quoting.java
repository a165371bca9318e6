package io.drover.supervisor.work;

/** Words for a command line that somebody pastes into a shell. */
final class Quoting {
    private Quoting() {}

    static String quoted(String text) {
        return text.matches("[-_.+:,/@A-Za-z0-9]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
