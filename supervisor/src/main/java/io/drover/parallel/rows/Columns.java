package io.drover.parallel.rows;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Cuts each value of a row into columns, as {@code --colsep} says. */
public final class Columns implements UnaryOperator<byte[][]> {
    private static final Pattern LITERAL = Pattern.compile("[^\\\\\\[\\](){}.*+?^$|]|\\\\t");

    private final Pattern separator;
    /** The separator as a plain byte, which needs no regular expression; -1 when it is more. */
    private final int plain;

    /** @throws UsageException when {@code separator} is no regular expression */
    public Columns(String separator) {
        try {
            this.separator = Pattern.compile(separator);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--colsep: " + e.getDescription() + ": " + Bytes.readable(separator));
        }
        if (LITERAL.matcher(separator).matches()) {
            plain = separator.length() == 2 ? '\t' : separator.charAt(0);
        } else {
            plain = -1;
        }
    }

    @Override
    public byte[][] apply(byte[][] row) {
        List<byte[]> columns = new ArrayList<>();
        for (byte[] value : row) {
            split(value, columns);
        }
        return columns.toArray(byte[][]::new);
    }

    public List<byte[]> split(byte[] value) {
        List<byte[]> columns = new ArrayList<>();
        split(value, columns);
        return columns;
    }

    private void split(byte[] value, List<byte[]> columns) {
        if (plain < 0) {
            for (String column : separator.split(Bytes.text(value), -1)) {
                columns.add(Bytes.of(column));
            }
            return;
        }
        int from = 0;
        for (int i = 0; i < value.length; i++) {
            if ((value[i] & 0xff) == plain) {
                columns.add(Bytes.slice(value, from, i));
                from = i + 1;
            }
        }
        columns.add(Bytes.slice(value, from, value.length));
    }
}
