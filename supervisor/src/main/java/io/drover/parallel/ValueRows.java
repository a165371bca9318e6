package io.drover.parallel;

import io.drover.parallel.records.Records;
import io.drover.parallel.rows.BatchedRows;
import io.drover.parallel.rows.Columns;
import io.drover.parallel.rows.CsvColumns;
import io.drover.parallel.rows.FilledRows;
import io.drover.parallel.rows.LinkedRows;
import io.drover.parallel.rows.ListedRows;
import io.drover.parallel.rows.MappedRows;
import io.drover.parallel.rows.Milestone;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.rows.ProductRows;
import io.drover.parallel.rows.Rows;
import io.drover.parallel.rows.SingleRows;
import io.drover.parallel.rows.WrappedRows;
import io.drover.parallel.template.Composer;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Trim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How the values of sources become rows: combined, cut into columns, shuffled, and packed, one row for each command. */
final class ValueRows {
    /** What ends a column where there are names and nobody says what does. */
    private static final String COLUMN_END = "\t";

    private final InputConfig config;
    private final TaskForm form;
    /** How a value is cut into columns; null when it is not. */
    private final UnaryOperator<byte[][]> columns;
    private final Milestone milestone;

    ValueRows(InputConfig config, TaskForm form) {
        this.config = config;
        this.form = form;
        this.milestone = Milestone.of(config.milestone());
        if (config.csv()) {
            columns = new CsvColumns(config.columnSeparator());
        } else if (config.columnSeparator() != null) {
            columns = new Columns(config.columnSeparator());
        } else {
            columns = config.header() == InputConfig.Header.NONE ? null : new Columns(COLUMN_END);
        }
    }

    /** Whether a value is more than one. */
    boolean hasColumns() {
        return columns != null;
    }

    Milestone milestone() {
        return milestone;
    }

    List<Records> records(List<InputSource> sources, SourceOpener opener) throws IOException {
        List<Records> records = new ArrayList<>();
        for (InputSource source : sources) {
            records.add(milestone.after(opener.open(source)));
        }
        return records;
    }

    /** The names the first values give to the columns; what follows them is left. */
    Map<String, Integer> readNames(List<Records> sources) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        int position = 0;
        for (Records source : sources) {
            byte[] header = source.next();
            byte[][] row = {header == null ? Bytes.EMPTY : withoutReturn(header)};
            for (byte[] name : columns == null ? row : columns.apply(row)) {
                names.putIfAbsent(Bytes.text(config.effectiveTrim().apply(name)), ++position);
            }
        }
        return names;
    }

    /** Lines of DOS end with one more letter, which is no part of a name. */
    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Bytes.slice(line, 0, line.length - 1) : line;
    }

    /** One row for each command, out of {@code records}, which are those of {@code sources}. */
    Rows packed(List<InputSource> sources, List<Records> records, Composer composer) throws IOException {
        return pack(single(sources, records), composer);
    }

    /** As {@link #packed}, but not yet put together to commands. */
    Rows single(List<InputSource> sources, List<Records> records) throws IOException {
        return shuffle(cut(combine(sources, records)));
    }

    /** How many rows {@link #packed} gives, of records that nobody else reads. */
    long count(List<InputSource> sources, SourceOpener opener, Composer composer) throws IOException {
        List<Records> records = records(sources, opener);
        try (Rows combined = combine(sources, records)) {
            if (config.skipFirst()) {
                records.get(0).next();
            }
            for (int i = 0; config.header() == InputConfig.Header.FIRST_VALUES && i < records.size(); i++) {
                records.get(i).next();
            }
            return pack(milestone.without(cut(combined)), composer).count();
        }
    }

    private Rows combine(List<InputSource> sources, List<Records> records) {
        if (records.size() == 1) {
            return new SingleRows(records.get(0));
        }
        if (config.link()) {
            return new WrappedRows(records);
        }
        List<Rows> groups = new ArrayList<>();
        for (int from = 0, to; from < records.size(); from = to) {
            to = from + 1;
            while (to < records.size() && sources.get(to).linked()) {
                to++;
            }
            groups.add(to == from + 1
                    ? new SingleRows(records.get(from))
                    : new LinkedRows(List.copyOf(records.subList(from, to))));
        }
        return groups.size() == 1 ? groups.get(0) : new ProductRows(groups.get(0), groups.subList(1, groups.size()));
    }

    private Rows cut(Rows combined) {
        Rows rows = columns == null ? combined : new MappedRows(combined, columns);
        Trim trim = config.effectiveTrim();
        return trim == Trim.NONE ? rows : new MappedRows(rows, MappedRows.trim(trim));
    }

    private Rows shuffle(Rows rows) throws IOException {
        if (!config.shuffle()) {
            return rows;
        }
        List<byte[][]> all = rows.readAll();
        Collections.shuffle(all);
        return new ListedRows(all, rows);
    }

    private Rows pack(Rows rows, Composer composer) {
        Packing packing = config.packing();
        if (packing.fill()) {
            int maxRows = packing.maxRows() > 0 ? packing.maxRows() : Integer.MAX_VALUE;
            int slots = packing.spread() ? form.slots() : 1;
            int maxLength = packing.fillLength(form.shell());
            return new FilledRows(rows, composer, new FilledRows.Limits(maxRows, maxLength, slots));
        }
        return packing.isSingle() ? rows : new BatchedRows(rows, packing.maxRows());
    }
}
