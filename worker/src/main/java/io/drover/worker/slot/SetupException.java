package io.drover.worker.slot;

/** This worker cannot run any task. The message is fit for the user. */
public final class SetupException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean usage;

    /** @param usage the user named something that does not exist or does not fit */
    public SetupException(boolean usage, String message, Throwable cause) {
        super(message, cause);
        this.usage = usage;
    }

    public boolean usage() {
        return usage;
    }
}
