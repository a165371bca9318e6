package io.drover.sqlite;

import java.io.IOException;

/** A database cannot be used; the message is one line for the user that says why. */
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
