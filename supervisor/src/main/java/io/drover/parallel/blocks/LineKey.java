package io.drover.parallel.blocks;

import io.drover.parallel.rows.Columns;
import io.drover.parallel.template.ExpressionTransform;
import io.drover.parallel.template.TaskNumber;
import io.drover.parallel.template.TemplatePart;
import io.drover.parallel.template.Transform;
import io.drover.parallel.text.Bytes;
import java.util.List;

/**
 * What lines are told apart by: one of their columns, or what Perl code makes of it.
 *
 * <p>Confined to one thread.
 */
final class LineKey {
    static final int WHOLE_LINE = -1;

    private final Columns columns;
    private final int index;
    /** Null where the value is taken as it is. */
    private final Transform change;
    private long lines;

    /**
     * @param index of the column, from 0, or {@link #WHOLE_LINE}
     * @param code what Perl code makes of the value; blank for nothing
     */
    LineKey(Columns columns, int index, String code) {
        this.columns = columns;
        this.index = index;
        change = code.isBlank() || !(ExpressionTransform.part(code) instanceof TemplatePart.Value value)
                ? null
                : value.transform();
    }

    byte[] of(byte[] line) {
        byte[] value = index == WHOLE_LINE ? line : column(line);
        return change == null ? value : change.apply(value, new TaskNumber(++lines, 0, 1), new byte[][] {value});
    }

    private byte[] column(byte[] line) {
        List<byte[]> fields = columns.split(line);
        return index < fields.size() ? fields.get(index) : Bytes.EMPTY;
    }

    /** The names in a header. */
    static List<String> names(Columns columns, byte[] header) {
        return columns.split(header).stream().map(name -> Bytes.text(name).strip()).toList();
    }
}
