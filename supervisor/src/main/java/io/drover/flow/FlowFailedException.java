package io.drover.flow;

/** Not every item of a flow succeeded. */
public final class FlowFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient FlowResult result;

    FlowFailedException(String message, FlowResult result) {
        super(message);
        this.result = result;
    }

    /** {@return how the flow ended} */
    public FlowResult result() {
        return result;
    }
}
