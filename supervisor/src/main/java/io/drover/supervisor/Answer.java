package io.drover.supervisor;

import com.google.protobuf.ByteString;

/** Comes with a question that a running task asks, and takes what it waits for; nothing happens if its worker is gone. By the loop, once. */
public interface Answer {
    /**
     * Here it is.
     *
     * @param value the bytes
     */
    void give(ByteString value);

    /**
     * There is none.
     *
     * @param why for people
     */
    void fail(String why);
}
