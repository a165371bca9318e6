package io.drover.pool;

import io.drover.supervisor.Follower;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;

/** The station behind the journal of a pool: hands on what is over and committed. */
final class RecordedEnds implements Station {
    private final Follower next;

    RecordedEnds(Follower next) {
        this.next = next;
    }

    @Override
    public void take(Batch batch) {
        for (Told event : batch.told()) {
            if (event instanceof Told.Finished finished) {
                next.finished(finished.task());
            } else if (event instanceof Told.Message message) {
                next.message(message.line());
            } else if (event instanceof Told.Chunk chunk) {
                chunk.giveBack();
            }
        }
        next.roundOver();
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        return new OutputFailure(false, "the ends of tasks cannot be told: " + OutOfMemory.text(cause));
    }

    @Override
    public void close() {}
}
