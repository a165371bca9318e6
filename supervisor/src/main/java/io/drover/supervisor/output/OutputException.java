package io.drover.supervisor.output;

import io.drover.supervisor.OutputFailure;
import java.io.IOException;

/** Ends all printing; carries what the user is to be told. */
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient OutputFailure failure;

    OutputException(OutputFailure failure, IOException cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    OutputFailure failure() {
        return failure;
    }
}
