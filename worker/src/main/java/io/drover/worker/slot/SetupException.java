package io.drover.worker.slot;

/** This worker cannot run any task. The message is fit for the user. */
public final class SetupException extends Exception {
    private static final long serialVersionUID = 1;

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
