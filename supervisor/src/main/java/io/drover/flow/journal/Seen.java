package io.drover.flow.journal;

import com.google.protobuf.ByteString;
import io.drover.journal.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Which values have been somewhere, and how often, by 128 bits of their SHA-256: some fifty bytes for each. Confined to one thread. */
public final class Seen {
    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    private int[] times = new int[1 << 10];
    private int count;
    /** The hash of the value that was asked for last. */
    private long first;
    private long second;
    private final MessageDigest digest = Sha256.digest();

    /** Without a value. */
    public Seen() {}

    /**
     * Once more.
     *
     * @param value what has been somewhere
     * @return false if it was there already
     */
    public boolean add(ByteString value) {
        int place = place(value);
        boolean added = high[place] == 0;
        high[place] = first;
        low[place] = second;
        times[place]++;
        if (added && ++count > low.length / 2) {
            grow();
        }
        return added;
    }

    /**
     * Once less.
     *
     * @param value what has been somewhere
     * @return false if it is not there
     */
    public boolean take(ByteString value) {
        int place = place(value);
        if (times[place] == 0) {
            return false;
        }
        times[place]--;
        return true;
    }

    /** Where a value is, or would be. */
    private int place(ByteString value) {
        value.asReadOnlyByteBufferList().forEach(digest::update);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        // Zero is for places that are free.
        first = hash.getLong() | 1;
        second = hash.getLong();
        return place(first, second);
    }

    private int place(long one, long other) {
        int mask = low.length - 1;
        int place = (int) other & mask;
        while (high[place] != 0 && (high[place] != one || low[place] != other)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldTimes = times;
        high = new long[oldHigh.length * 2];
        low = new long[oldLow.length * 2];
        times = new int[oldTimes.length * 2];
        for (int old = 0; old < oldHigh.length; old++) {
            if (oldHigh[old] != 0) {
                int place = place(oldHigh[old], oldLow[old]);
                high[place] = oldHigh[old];
                low[place] = oldLow[old];
                times[place] = oldTimes[old];
            }
        }
    }
}
