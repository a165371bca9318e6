package io.drover.parallel.text;

/** What the user asked for makes no sense; the message is one line that says why. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
