package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.remote.Parcel;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;

/** What has come of a result, in parts. What is too large is not kept. */
final class Received {
    /** While a result is read it is there twice, and the old generation is two thirds of a heap. */
    private static final long MOST = Math.min(Parcel.LARGEST, Runtime.getRuntime().maxMemory() / 3);

    private final long most;
    private final Deque<ByteString> parts = new ArrayDeque<>();
    private long size;

    Received() {
        this(MOST);
    }

    Received(long most) {
        this.most = most;
    }

    void add(ByteString part) {
        size += part.size();
        if (size > most) {
            parts.clear();
        } else {
            parts.add(part);
        }
    }

    /** Why it cannot be read; null where it can. */
    String trouble() {
        return size <= most ? null : "has " + size + " bytes, more than " + most + ": a third of the heap here (-Xmx), or " + Parcel.LARGEST;
    }

    /** To be read once: what is read is forgotten. */
    InputStream open() {
        return new SequenceInputStream(rest());
    }

    private Enumeration<InputStream> rest() {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return !parts.isEmpty();
            }

            @Override
            public InputStream nextElement() {
                return parts.remove().newInput();
            }
        };
    }
}
