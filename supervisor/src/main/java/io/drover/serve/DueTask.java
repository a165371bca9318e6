package io.drover.serve;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A task whose time has come.
 *
 * @param environment each "NAME=VALUE"
 * @param most how often it is started in all; 0: as is usual
 * @param timeoutMillis of each attempt; 0: as is usual
 */
record DueTask(
        long id, ByteString command, byte[] directory, List<byte[]> environment, int priority, int most, long timeoutMillis) {}
