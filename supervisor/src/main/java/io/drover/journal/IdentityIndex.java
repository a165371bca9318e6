package io.drover.journal;

import java.util.BitSet;

/**
 * The recorded tasks of a run by identity. Each can be taken once, so that of equal tasks as many are found as are
 * recorded, in the order in which they were added. Some thirty bytes a task.
 */
final class IdentityIndex {
    private final long[] high;
    private final long[] low;
    /** 0: the place is free. */
    private final long[] rows;
    private final int[] seqs;
    private final State[] states;
    private final BitSet taken = new BitSet();
    private final int mask;

    /** A recorded task. */
    record Found(long row, int seq, State state) {}

    /** @param most how many will be added */
    IdentityIndex(int most) {
        int capacity = Integer.highestOneBit(Math.max(8, most + most / 2)) << 1;
        mask = capacity - 1;
        high = new long[capacity];
        low = new long[capacity];
        rows = new long[capacity];
        seqs = new int[capacity];
        states = new State[capacity];
    }

    void add(Identity identity, Found found) {
        int place = (int) identity.low() & mask;
        while (rows[place] != 0) {
            place = place + 1 & mask;
        }
        high[place] = identity.high();
        low[place] = identity.low();
        rows[place] = found.row();
        seqs[place] = found.seq();
        states[place] = found.state();
    }

    /** Takes the first that is left with this identity; null if there is none. */
    Found take(Identity identity) {
        for (int place = (int) identity.low() & mask; rows[place] != 0; place = place + 1 & mask) {
            if (low[place] == identity.low() && high[place] == identity.high() && !taken.get(place)) {
                taken.set(place);
                return new Found(rows[place], seqs[place], states[place]);
            }
        }
        return null;
    }

    /** The largest number; 0 if there is none. */
    int lastSeq() {
        int last = 0;
        for (int seq : seqs) {
            last = Math.max(last, seq);
        }
        return last;
    }

    /** The numbers of those that nobody has taken. */
    BitSet left() {
        BitSet left = new BitSet();
        for (int place = 0; place <= mask; place++) {
            if (rows[place] != 0 && !taken.get(place)) {
                left.set(seqs[place]);
            }
        }
        return left;
    }
}
