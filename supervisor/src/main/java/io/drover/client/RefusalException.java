package io.drover.client;

import java.io.IOException;

/** A supervisor has answered that it does not do what it was asked; the message says why. */
public final class RefusalException extends IOException {
    private static final long serialVersionUID = 1;

    RefusalException(String message) {
        super(message);
    }
}
