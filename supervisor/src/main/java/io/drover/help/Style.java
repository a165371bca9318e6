package io.drover.help;

import io.drover.posix.Posix;

/** Emphasis for people at a terminal; nothing but the text for everybody else, and where NO_COLOR is set. */
public enum Style {
    PLAIN,
    COLOURED;

    /** For what is written to {@code descriptor}; see https://no-color.org. */
    public static Style of(int descriptor) {
        return of(Posix.isTerminal(descriptor), System.getenv("NO_COLOR"), System.getenv("TERM"));
    }

    static Style of(boolean terminal, String noColour, String kind) {
        boolean wanted = noColour == null || noColour.isEmpty();
        boolean able = terminal && kind != null && !kind.isEmpty() && !kind.equals("dumb");
        return wanted && able ? COLOURED : PLAIN;
    }

    public String heading(String text) {
        return with("1", text);
    }

    public String option(String text) {
        return with("33", text);
    }

    public String good(String text) {
        return with("32", text);
    }

    public String warning(String text) {
        return with("33", text);
    }

    public String bad(String text) {
        return with("1;31", text);
    }

    private String with(String attribute, String text) {
        return this == PLAIN ? text : "\u001b[" + attribute + "m" + text + "\u001b[0m";
    }
}
