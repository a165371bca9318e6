package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.core.TaskSpec;

/** Takes note of what tasks print that is not shown, as it becomes items of the next stage or an answer. Told by the loop. */
@FunctionalInterface
public interface Routed {
    /** Where nobody wants to know of it. */
    Routed UNNOTED = (task, data, receipt) -> receipt.give(data.size());

    /**
     * A part of it, before the end of the task.
     *
     * @param task which has printed it
     * @param data the bytes, which nobody changes
     * @param receipt wants to be given the number of these bytes when they are taken care of
     */
    void note(TaskSpec task, ByteString data, Receipt receipt);
}
