package io.drover.pool;

/**
 * A task has thrown in its worker process what cannot be thrown here: it could not be sent, this side has not its class, or it
 * would be taken for something else here. Its message has the stack there; its cause is the exception itself in the last of these cases.
 */
public final class RemoteTaskException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final String remoteMessage;
    private final String remoteStack;

    RemoteTaskException(String className, String remoteMessage, String remoteStack, Throwable cause) {
        super("a task has thrown in its worker: " + remoteStack.strip(), cause);
        this.className = className;
        this.remoteMessage = remoteMessage;
        this.remoteStack = remoteStack;
    }

    /** {@return the name of the class that was thrown} */
    public String className() {
        return className;
    }

    /** {@return its message; empty where there was none} */
    public String remoteMessage() {
        return remoteMessage;
    }

    /** {@return its stack trace, as the worker would have printed it, cut where it is very long} */
    public String remoteStack() {
        return remoteStack;
    }
}
