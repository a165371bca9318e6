package io.drover.http;

/** It is not done; the message is for the user. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status of HTTP */
    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
