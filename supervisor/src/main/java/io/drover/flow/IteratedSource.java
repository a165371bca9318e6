package io.drover.flow;

import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import io.drover.task.Codec;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Items of a program. Read by one thread. */
final class IteratedSource implements TaskSource {
    private final Iterator<?> items;
    private final Codec<Object> codec;
    private long count;

    IteratedSource(Iterator<?> items, Codec<Object> codec) {
        this.items = items;
        this.codec = codec;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) throws IOException {
        // Whether there is another may not be known at once: those that are there go first.
        if (!items.hasNext()) {
            return false;
        }
        Object item = items.next();
        try {
            tasks.add(new TaskSpec(++count, codec.encode(item)));
        } catch (Exception e) {
            throw new IOException("item " + count + " of the source cannot be sent: " + e, e);
        }
        return true;
    }
}
