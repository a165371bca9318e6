package io.drover.pool;

/** A pool can run nothing: no worker can be started, or the pool itself has failed. Its message is for the user. */
public final class PoolBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoolBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
