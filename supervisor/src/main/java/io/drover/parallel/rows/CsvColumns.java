package io.drover.parallel.rows;

import io.drover.parallel.text.ByteBuilder;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Escapes;
import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Cuts each value of a row into the fields of a CSV record; a quotation mark in quotation marks is written twice. */
public final class CsvColumns implements UnaryOperator<byte[][]> {
    private final byte separator;

    /** @param separator one byte; null for a comma */
    public CsvColumns(String separator) {
        String text = separator == null ? "," : Escapes.expand(separator);
        if (text.length() != 1) {
            throw new UsageException("--csv needs a --colsep of one character: " + Bytes.readable(text));
        }
        this.separator = (byte) text.charAt(0);
    }

    @Override
    public byte[][] apply(byte[][] row) {
        List<byte[]> fields = new ArrayList<>();
        for (byte[] value : row) {
            split(value, fields);
        }
        return fields.toArray(byte[][]::new);
    }

    private void split(byte[] record, List<byte[]> fields) {
        ByteBuilder field = new ByteBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length; i++) {
            byte b = record[i];
            if (b == '"' && quoted && i + 1 < record.length && record[i + 1] == '"') {
                field.append(b);
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (b == separator && !quoted) {
                fields.add(field.toByteArray());
                field.clear();
            } else {
                field.append(b);
            }
        }
        fields.add(field.toByteArray());
    }
}
