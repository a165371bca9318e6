package io.drover.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.work.Work;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as the journal has it, and how many of its tasks are not ok.
 *
 * @param inputComplete all of its input has been read, so that the journal knows of all its tasks
 * @param withoutInput tasks not ok whose standard input is not kept, so that they cannot be repeated from here
 */
public record StoredRun(
        String command,
        String directory,
        String kind,
        byte[] setup,
        byte[] workerOptions,
        boolean inputComplete,
        long notOk,
        long withoutInput) {

    /** What its workers did. */
    public Work work() throws DatabaseException {
        try {
            return Work.stored(kind, setup);
        } catch (InvalidProtocolBufferException e) {
            throw new DatabaseException("the journal does not say how to run its tasks", e);
        }
    }

    public List<String> javaOptions() {
        return options('J').map(option -> new String(option, StandardCharsets.UTF_8)).toList();
    }

    /** Chosen for the workers, each "NAME=VALUE". */
    public List<byte[]> environment() {
        return options('E').toList();
    }

    private Stream<byte[]> options(char kind) {
        return RunInfo.parts(workerOptions).stream()
                .filter(option -> option[0] == kind)
                .map(option -> Arrays.copyOfRange(option, 1, option.length));
    }
}
