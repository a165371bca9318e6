package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Escapes;

/**
 * How a stream is cut into blocks.
 *
 * @param size how many bytes a block has at most, unless one record is longer; negative, of a file: how many blocks
 *     each slot gets
 * @param records how many records a block has; 0 for as many as fit
 * @param lines how many lines are a record, and how many records count as one for {@code records}; 0 where
 *     {@code recordEnd} and {@code recordStart} say what a record is
 * @param recordEnd what a record ends with; may be empty
 * @param recordStart what a record starts with; may be empty
 * @param regexp whether these two are regular expressions
 * @param removeSeparators whether they are left out
 * @param header a regular expression for what comes before the first record and goes before each block; null for
 *     nothing
 * @param groups keeps records together; null when nothing does
 */
public record BlockConfig(
        long size,
        int records,
        int lines,
        byte[] recordEnd,
        byte[] recordStart,
        boolean regexp,
        boolean removeSeparators,
        String header,
        GroupBoundary groups) {

    /** One that cuts between any two records. */
    public BlockConfig(
            long size,
            int records,
            int lines,
            byte[] recordEnd,
            byte[] recordStart,
            boolean regexp,
            boolean removeSeparators,
            String header) {
        this(size, records, lines, recordEnd, recordStart, regexp, removeSeparators, header, null);
    }

    public static final long DEFAULT_SIZE = 1 << 20;

    /** The same with lines kept together that have the same value in {@code column}. */
    public BlockConfig groupedBy(String column, String separator) {
        return new BlockConfig(
                size, records, lines, recordEnd, recordStart, regexp, removeSeparators, header,
                new GroupBoundary(column, separator));
    }

    Boundary boundary() {
        if (groups != null) {
            return groups;
        }
        if (lines > 0 && records == 0) {
            return new LineBoundary(lines);
        }
        return regexp
                ? new RegexpBoundary(Bytes.text(recordEnd), Bytes.text(recordStart))
                : new LiteralBoundary(recordEnd, recordStart);
    }

    /** The bytes that an option stands for, with backslash escapes. */
    public static byte[] text(String option) {
        return Bytes.of(Escapes.expand(option));
    }
}
