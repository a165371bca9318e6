package io.drover.records;

import java.io.Closeable;
import java.io.IOException;

/** Where records of finished tasks go. Confined to the recording thread. */
interface RecordSink extends Closeable {
    void add(TaskRecord task) throws IOException;

    /** Whether tasks are of interest too that a stop of the run took away while they ran. They have no result. */
    default boolean wantsInterrupted() {
        return false;
    }

    /** Everything added so far reaches the file. Called when there is nothing more to do for the moment. */
    default void flush() throws IOException {}
}
