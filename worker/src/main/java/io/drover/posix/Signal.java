package io.drover.posix;

/** The signals Drover sends or handles, with their numbers on Linux. */
public enum Signal {
    HUP(1),
    INT(2),
    QUIT(3),
    KILL(9),
    USR1(10),
    USR2(12),
    PIPE(13),
    TERM(15),
    CONT(18),
    STOP(19),
    TSTP(20),
    TTIN(21),
    TTOU(22);

    private static final String[] NAMES = {
        "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The signal called {@code name}, as sun.misc.Signal names it. */
    public static Signal named(String name) {
        return valueOf(name);
    }

    /** "SIGSEGV" for 11; works for every signal, also those Drover never sends. */
    public static String nameOf(int number) {
        return number < NAMES.length ? "SIG" + NAMES[number] : "signal " + number;
    }

    /** Number of the signal called "TERM", "SIGTERM" or "15". */
    public static int numberOf(String text) {
        String name = text.startsWith("SIG") ? text.substring(3) : text;
        for (int number = 1; number < NAMES.length; number++) {
            if (NAMES[number].equals(name)) {
                return number;
            }
        }
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no such signal: " + text, e);
        }
    }
}
