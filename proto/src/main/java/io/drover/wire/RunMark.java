package io.drover.wire;

/** The variable that every process of a run has in its environment: what is left of a run is recognised by it. */
public record RunMark(String runId) {
    public static final String NAME = "DROVER_RUN";

    /** "NAME=VALUE". */
    public String variable() {
        return NAME + "=" + runId;
    }

    /** Whether {@code variable} is that of any run. */
    public static boolean is(String variable) {
        return variable.startsWith(NAME + "=");
    }
}
