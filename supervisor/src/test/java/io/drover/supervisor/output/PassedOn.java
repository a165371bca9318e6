package io.drover.supervisor.output;

import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.FinishedTask;
import java.util.function.Consumer;

/** The end of a line of conveyors that prints nothing: remembers what it was told. */
public final class PassedOn implements Station {
    public final StringBuffer text = new StringBuffer();
    private final Consumer<FinishedTask> results;
    private final Conveyor conveyor = new Conveyor("test-output", this).start();

    public PassedOn() {
        this(task -> {});
    }

    /** @param results is told of them as they come */
    public PassedOn(Consumer<FinishedTask> results) {
        this.results = results;
    }

    public Conveyor conveyor() {
        return conveyor;
    }

    @Override
    public void take(Batch batch) {
        for (Told event : batch.told()) {
            if (event instanceof Told.Chunk chunk) {
                text.append(chunk.data().toStringUtf8());
                chunk.giveBack();
            } else if (event instanceof Told.Finished finished) {
                text.append(finished.task().output().toStringUtf8()).append(finished.task().error().toStringUtf8());
                results.accept(finished.task());
            }
        }
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        throw new AssertionError(cause);
    }

    @Override
    public void close() {}
}
