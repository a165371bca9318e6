package io.drover.parallel.records;

import io.drover.parallel.text.ByteBuilder;
import io.drover.parallel.text.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Leaves out what the user does not want and repairs what a command line cannot hold. */
public final class FilteredRecords implements Records {
    private static final int CHECKED_FOR_CARRIAGE_RETURN = 3;

    /**
     * @param endMarker the value that ends the source; null when none does
     * @param skipBlank whether values of nothing but white space are left out
     * @param escapeNul whether NUL becomes {@code \0}, because execve ends an argument at it
     * @param continued whether a value that ends in white space goes on with the next one
     */
    public record Rules(
            byte[] endMarker,
            boolean skipBlank,
            boolean escapeNul,
            boolean lines,
            boolean continued,
            Consumer<String> warnings) {}

    private final Records records;
    private final Rules rules;
    private byte[] pending;
    /** The beginning of a value that goes on; null when there is none. */
    private byte[] begun;
    private boolean ended;
    private boolean warnedOfNul;
    private int carriageReturns;

    public FilteredRecords(Records records, Rules rules) {
        this.records = records;
        this.rules = rules;
    }

    @Override
    public byte[] next() throws IOException {
        while (pending == null && !ended) {
            accept(records.next());
        }
        byte[] value = pending;
        pending = null;
        return value;
    }

    @Override
    public boolean ready() throws IOException {
        while (pending == null && !ended && records.ready()) {
            accept(records.next());
        }
        return pending != null;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private void accept(byte[] value) {
        if (value == null || rules.endMarker != null && Arrays.equals(value, rules.endMarker)) {
            ended = true;
            pending = begun;
            return;
        }
        byte[] whole = begun == null ? value : Bytes.concat(begun, value);
        begun = null;
        if (rules.skipBlank && Bytes.isBlank(whole)) {
            return;
        }
        watchForCarriageReturns(value);
        byte[] sound = rules.escapeNul ? withoutNul(whole) : whole;
        if (rules.continued && sound.length > 0 && Bytes.isSpace(sound[sound.length - 1])) {
            begun = sound;
        } else {
            pending = sound;
        }
    }

    private void watchForCarriageReturns(byte[] value) {
        if (rules.lines && carriageReturns >= 0) {
            boolean found = value.length > 0 && value[value.length - 1] == '\r';
            carriageReturns = found ? carriageReturns + 1 : -1;
            if (carriageReturns == CHECKED_FOR_CARRIAGE_RETURN) {
                rules.warnings.accept("the first three values end in CR; -d '\\r\\n' takes it away");
                carriageReturns = -1;
            }
        }
    }

    private byte[] withoutNul(byte[] value) {
        if (Bytes.indexOf(value, (byte) 0) < 0) {
            return value;
        }
        if (!warnedOfNul) {
            warnedOfNul = true;
            rules.warnings.accept(
                    "a NUL in the input became \\0, as no argument can hold one; -0 reads NUL-separated values");
        }
        ByteBuilder escaped = new ByteBuilder();
        for (byte b : value) {
            if (b == 0) {
                escaped.append('\\');
                escaped.append('0');
            } else {
                escaped.append(b);
            }
        }
        return escaped.toByteArray();
    }
}
