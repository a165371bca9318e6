package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import java.io.IOException;

/**
 * All that one task has printed, whole, for as long as the caller of {@link Captures#finished} works on it.
 *
 * <p>Confined to that thread.
 */
public final class Captured {
    private final TaskBuffer buffer;
    private final SpillStore store;
    private final ByteString output;
    private final ByteString error;

    /** @param buffer what came before the end; null when nothing */
    Captured(TaskBuffer buffer, SpillStore store, ByteString output, ByteString error) {
        this.buffer = buffer;
        this.store = store;
        this.output = output;
        this.error = error;
    }

    public long length(boolean standardError) {
        return (buffer == null ? 0 : buffer.spool(standardError).length()) + last(standardError).size();
    }

    /** May be called any number of times. */
    public void writeTo(boolean standardError, ByteSink sink) throws IOException {
        if (buffer != null) {
            buffer.spool(standardError).writeTo(sink, store);
        }
        Streams.write(last(standardError), sink);
    }

    private ByteString last(boolean standardError) {
        return standardError ? error : output;
    }
}
