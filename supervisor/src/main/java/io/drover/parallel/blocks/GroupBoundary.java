package io.drover.parallel.blocks;

import io.drover.parallel.rows.Columns;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records are neighbouring lines with the same value in one column, or for which Perl code has the same value. */
final class GroupBoundary implements Boundary {
    private static final Pattern NUMBERED = Pattern.compile("(?s)\\s*([1-9][0-9]{0,8})(?:\\s+(.*))?");
    private static final Pattern NAMED = Pattern.compile("(?s)\\s*([a-zA-Z_][a-zA-Z_0-9]*)(?:\\s+(.*))?");

    private final Columns columns;
    private final String expression;
    /** Null while the column is only known by its name. */
    private final LineKey key;

    /** @param expression a column by its number from 1 or its name in the header, code for it after that, or code for lines */
    GroupBoundary(String expression, String separator) {
        this(new Columns(separator), expression);
    }

    private GroupBoundary(Columns columns, String expression) {
        this(columns, expression, known(columns, expression));
    }

    private GroupBoundary(Columns columns, String expression, LineKey key) {
        this.columns = columns;
        this.expression = expression;
        this.key = key;
    }

    /** Null where it begins with what may be a name. */
    private static LineKey known(Columns columns, String expression) {
        Matcher numbered = NUMBERED.matcher(expression);
        if (numbered.matches()) {
            return new LineKey(columns, Integer.parseInt(numbered.group(1)) - 1, code(numbered));
        }
        return NAMED.matcher(expression).matches() ? null : new LineKey(columns, LineKey.WHOLE_LINE, expression);
    }

    private static String code(Matcher matcher) {
        return matcher.group(2) == null ? "" : matcher.group(2);
    }

    @Override
    public Boundary after(byte[] header) {
        List<String> names = LineKey.names(columns, header);
        int whole = names.indexOf(expression);
        if (whole >= 0) {
            return new GroupBoundary(columns, expression, new LineKey(columns, whole, ""));
        }
        if (key != null) {
            return this;
        }
        Matcher named = NAMED.matcher(expression);
        if (!named.matches() || !names.contains(named.group(1))) {
            throw new UsageException("--group-by " + Bytes.readable(expression)
                    + " wants the number of a column, or with --header : a name that is in the header, or Perl code");
        }
        LineKey column = new LineKey(columns, names.indexOf(named.group(1)), code(named));
        return new GroupBoundary(columns, expression, column);
    }

    @Override
    public int last(byte[] bytes, int from, int to) {
        int last = -1;
        for (int next = nth(bytes, from, to, 1); next >= 0; next = nth(bytes, next, to, 1)) {
            last = next;
        }
        return last;
    }

    @Override
    public int nth(byte[] bytes, int from, int to, Search search) {
        return nth(bytes, from, to, search.count);
    }

    private int nth(byte[] bytes, int from, int to, int count) {
        int left = count;
        int line = from;
        byte[] previous = null;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                byte[] value = key.of(Bytes.slice(bytes, line, i));
                if (previous != null && !Arrays.equals(previous, value) && --left == 0) {
                    return line;
                }
                previous = value;
                line = i + 1;
            }
        }
        return -1;
    }
}
