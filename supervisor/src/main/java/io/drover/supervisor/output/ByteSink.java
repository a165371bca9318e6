package io.drover.supervisor.output;

import java.io.IOException;

/** Takes bytes in order. The array may be used again by the caller afterwards. */
@FunctionalInterface
public interface ByteSink {
    void write(byte[] bytes, int offset, int length) throws IOException;
}
