package io.drover.supervisor.core;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskResult;

/**
 * How one attempt ended, as its worker tells it.
 *
 * @param sequence the number of the attempt within its worker process; 0 when there was none
 * @param killed the worker ended it because it was told to
 * @param slot that ran it, from 1; 0 when there was none
 * @param startEpochMicros wall clock; 0 when unknown
 * @param output the part of standard output (or the result of a Java task) not passed on as chunks before
 * @param error the part of standard error not passed on as chunks before
 */
public record AttemptEnd(
        long sequence,
        Outcome outcome,
        boolean killed,
        int slot,
        long startEpochMicros,
        long runNanos,
        long userMicros,
        long systemMicros,
        long maxRssKib,
        ByteString output,
        ByteString error) {

    /** Nobody knows how it ended, or there was none. */
    static final AttemptEnd UNKNOWN = of(TaskResult.getDefaultInstance());

    public static AttemptEnd of(TaskResult result) {
        return new AttemptEnd(
                result.getSequence(),
                Outcome.of(result),
                result.getKilled(),
                result.getSlot(),
                result.getStartEpochMicros(),
                result.getRunNanos(),
                result.getUserMicros(),
                result.getSystemMicros(),
                result.getMaxRssKib(),
                result.getOutput(),
                result.getError());
    }

    /** One that has succeeded and has no more to tell. */
    public static AttemptEnd ok(long sequence, int slot, long startEpochMicros, long runNanos, ByteString output) {
        return new AttemptEnd(
                sequence, Outcome.OK, false, slot, startEpochMicros, runNanos, 0, 0, 0, output, ByteString.EMPTY);
    }
}
