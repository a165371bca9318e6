package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.TaskSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes a task of an item of a stage, or of several. Used by the loop alone; does not block. */
@FunctionalInterface
public interface ItemForm {
    /**
     * The task whose id is that of the first item.
     *
     * @param id of the first item
     * @param values of the items, of which there are more than one only in a batch
     * @return empty where nobody wants it to run
     * @throws IOException if there can be none; the message is for the user
     */
    Optional<TaskSpec> task(long id, List<ByteString> values) throws IOException;

    /**
     * Several values as one, for a task whose input is a list of them.
     *
     * @param values in their order
     * @return as {@link io.drover.task.Codecs#list} has them
     */
    static ByteString list(List<ByteString> values) {
        ByteString.Output bytes = ByteString.newOutput();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (ByteString value : values) {
                out.writeInt(value.size());
                value.writeTo(out);
            }
        } catch (IOException e) {
            throw new AssertionError("memory does not fail so", e);
        }
        return bytes.toByteString();
    }
}
