package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.Optional;

/** Makes an item of a stage to a task. Used by the loop alone; does not block. */
@FunctionalInterface
public interface ItemForm {
    /**
     * The task whose id is that of the item.
     *
     * @param id of the item
     * @param value of the item
     * @return empty where nobody wants it to run
     * @throws IOException if there can be none; the message is for the user
     */
    Optional<TaskSpec> task(long id, ByteString value) throws IOException;
}
