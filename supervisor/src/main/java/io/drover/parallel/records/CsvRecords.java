package io.drover.parallel.records;

import io.drover.parallel.text.ByteBuilder;
import java.io.IOException;

/** Puts records together that a delimiter inside of quotation marks has cut. */
public final class CsvRecords implements Records {
    private final Records records;
    private final byte[] delimiter;
    private byte[] whole;
    /** What has been read of a record whose quotation marks are still open. */
    private final ByteBuilder open = new ByteBuilder();

    public CsvRecords(Records records, byte[] delimiter) {
        this.records = records;
        this.delimiter = delimiter;
    }

    @Override
    public byte[] next() throws IOException {
        while (whole == null) {
            byte[] record = records.next();
            if (record == null) {
                return open.length() == 0 ? null : takeOpen();
            }
            accept(record);
        }
        byte[] record = whole;
        whole = null;
        return record;
    }

    @Override
    public boolean ready() throws IOException {
        while (whole == null && records.ready()) {
            accept(records.next());
        }
        return whole != null;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private void accept(byte[] record) {
        boolean oddQuotes = false;
        for (byte b : record) {
            oddQuotes ^= b == '"';
        }
        if (open.length() == 0 && !oddQuotes) {
            whole = record;
        } else if (open.length() > 0 && oddQuotes) {
            open.append(record);
            whole = takeOpen();
        } else {
            open.append(record);
            open.append(delimiter);
        }
    }

    private byte[] takeOpen() {
        byte[] record = open.toByteArray();
        open.clear();
        return record;
    }
}
