package io.drover.serve;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A task whose turn has come.
 *
 * @param environment each "NAME=VALUE"
 * @param timeoutMillis of each attempt; 0: as is usual
 */
record DueTask(Queued queued, ByteString command, byte[] directory, List<byte[]> environment, long timeoutMillis) {
    /** Where it runs. */
    String path() {
        return new String(directory, StandardCharsets.UTF_8);
    }

    long id() {
        return queued.number();
    }
}
