package io.drover.supervisor.journal;

import java.io.IOException;

/** The journal cannot be used; the message is one line for the user that says why. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
