package io.drover.parallel.blocks;

import io.drover.parallel.rows.Columns;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which of the commands gets a line. */
final class ShardKey {
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]{1,18})");

    private final ShardConfig config;
    private final LineKey key;

    /** @param header the first line, without its end; null where columns have no names */
    ShardKey(ShardConfig config, byte[] header) {
        this.config = config;
        Columns columns = new Columns(config.separator());
        int index = config.named() ? named(columns, header) : Integer.parseInt(config.column()) - 1;
        key = new LineKey(columns, index, config.code());
    }

    private int named(Columns columns, byte[] header) {
        List<String> names = LineKey.names(columns, header);
        if (!names.contains(config.column())) {
            throw new UsageException((config.byNumber() ? "--bin " : "--shard ") + config.column()
                    + ": no column of the first line has that name; there are " + String.join(", ", names));
        }
        return names.indexOf(config.column());
    }

    /** From 0; the same for the same value. */
    int of(byte[] text, int commands) {
        byte[] value = key.of(text);
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
