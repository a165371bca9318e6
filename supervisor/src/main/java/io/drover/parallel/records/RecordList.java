package io.drover.parallel.records;

import java.util.Iterator;
import java.util.List;

/** The arguments on the command line as an input source. */
public final class RecordList implements Records {
    private final Iterator<byte[]> values;

    public RecordList(List<byte[]> values) {
        this.values = values.iterator();
    }

    @Override
    public byte[] next() {
        return values.hasNext() ? values.next() : null;
    }

    @Override
    public boolean ready() {
        return values.hasNext();
    }
}
