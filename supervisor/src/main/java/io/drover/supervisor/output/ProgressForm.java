package io.drover.supervisor.output;

/** How it is shown how far a run is. */
public enum ProgressForm {
    /** Not at all. */
    NONE,
    /** A line of our own, which is gone when the run is over. */
    LINE,
    /** As GNU parallel's {@code --progress}. */
    PROGRESS,
    /** As GNU parallel's {@code --eta}. */
    ETA,
    /** As GNU parallel's {@code --bar}, which {@code zenity --progress} understands too. */
    BAR;

    /** It means little without the number of all tasks. */
    public boolean needsTotal() {
        return this == ETA || this == BAR;
    }

    /** The last state stays on the screen. */
    boolean stays() {
        return this != LINE;
    }
}
