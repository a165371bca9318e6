package io.drover.supervisor.input;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which of the commands gets a line. */
final class ShardKey {
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]{1,18})");

    private final ShardConfig config;
    private final Columns columns;
    private final int index;
    /** Null where the value is taken as it is. */
    private final Transform change;
    private long line;

    /** @param header the first line, without its end; null where columns have no names */
    ShardKey(ShardConfig config, byte[] header) {
        this.config = config;
        columns = new Columns(config.separator());
        index = config.named() ? named(header) : Integer.parseInt(config.column()) - 1;
        change = config.code().isBlank() || !(ExpressionTransform.part(config.code()) instanceof TemplatePart.Value value)
                ? null
                : value.transform();
    }

    private int named(byte[] header) {
        List<String> names = columns.split(header).stream().map(name -> Bytes.text(name).strip()).toList();
        if (!names.contains(config.column())) {
            throw new UsageException((config.byNumber() ? "--bin " : "--shard ") + config.column()
                    + ": no column of the first line has that name; there are " + String.join(", ", names));
        }
        return names.indexOf(config.column());
    }

    /** From 0; the same for the same value. */
    int of(byte[] text, int commands) {
        List<byte[]> fields = columns.split(text);
        byte[] value = index < fields.size() ? fields.get(index) : Bytes.EMPTY;
        if (change != null) {
            value = change.apply(value, new TaskNumber(++line, 0), new byte[][] {value});
        }
        // The numbers of commands begin at 1, so 0 is the last one of the round before.
        return config.byNumber()
                ? Math.floorMod(number(value) - 1, commands)
                : Math.floorMod(Arrays.hashCode(value) * 0x9E3779B1 >>> 8, commands);
    }

    private static long number(byte[] value) {
        Matcher number = NUMBER.matcher(Bytes.text(value));
        return number.lookingAt() ? Long.parseLong(number.group(1)) : 0;
    }
}
