package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;

/** What is shown of tasks, and when. Confined to the writing thread. */
interface TaskPrinter {
    void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException;

    /** What it has printed stays, before what the next attempt prints. */
    void retried(FinishedTask attempt) throws IOException;

    void discard(TaskSpec task);

    void finished(FinishedTask finished) throws IOException;

    /** Nothing will be printed any more. */
    void abandon();

    /** No more tasks come. */
    default void end() throws IOException {}
}
