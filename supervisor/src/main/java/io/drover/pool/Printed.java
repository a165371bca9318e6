package io.drover.pool;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/** The beginning of what a task prints. Belongs to the loop, until the task is over. */
final class Printed {
    /** In bytes. More is counted, not kept. */
    static final int MOST = 1 << 20;

    private ByteString kept = ByteString.EMPTY;
    private long dropped;

    void add(ByteString more) {
        int room = Math.min(more.size(), MOST - kept.size());
        if (room > 0) {
            kept = kept.concat(more.substring(0, room));
        }
        dropped += more.size() - room;
    }

    /** Whole lines; nothing where nothing was printed. */
    String text() {
        String text = kept.toString(StandardCharsets.UTF_8);
        String lines = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return dropped == 0 ? lines : lines + "drover: the task has printed " + dropped + " bytes more, which are not kept\n";
    }
}
