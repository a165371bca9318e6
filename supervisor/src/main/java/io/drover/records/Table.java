package io.drover.records;

import io.drover.supervisor.output.Captured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Results as CSV or TSV with the columns of GNU parallel, quoted as RFC 4180 says. In a run with stages, whose tasks need not have the
 * same number of values, there is a column for the stage and one for all values.
 *
 * <p>Confined to the recording thread.
 */
final class Table implements RecordSink {
    private static final int SEQ = 0;
    private static final int EXIT = 6;
    private static final int SIGNAL = 7;
    private static final int MOST_FIELD_BYTES = 32;
    private static final byte[][] NO_ARGUMENTS = {};

    private final RowFile file;
    private final char separator;
    private final List<String> columns;
    private final boolean staged;
    private boolean headerDue;

    /**
     * @param columns names for the values; where there are none they are V1 V2 ...
     * @param staged tasks are those of stages
     * @param headerDue false to go on in a file with rows
     */
    Table(RowFile file, char separator, List<String> columns, boolean staged, boolean headerDue) {
        this.file = file;
        this.separator = separator;
        this.columns = columns;
        this.staged = staged;
        this.headerDue = headerDue;
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        byte[][] arguments = arguments(task);
        if (headerDue) {
            header(arguments.length);
            headerDue = false;
        }
        String fields = String.join(
                String.valueOf(separator),
                Long.toString(task.task().number()),
                ":",
                Decimals.seconds(task.startMicros()),
                Decimals.seconds(JobLog.runMicros(task)),
                Long.toString(JobLog.sent(task)),
                Long.toString(task.printedBytes()),
                Integer.toString(task.exitValue()),
                Integer.toString(task.signal()));
        file.write(fields);
        field(task.command());
        if (staged) {
            field(task.task().stageName().getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] argument : arguments) {
            field(argument);
        }
        field(task.output(), false);
        field(task.output(), true);
        file.write('\n');
        file.endRow();
    }

    private byte[][] arguments(TaskRecord task) {
        byte[][] arguments = task.task().arguments() == null ? NO_ARGUMENTS : task.task().arguments();
        return staged ? new byte[][] {joined(arguments)} : arguments;
    }

    /** With TABs between them, as those of several sources are one item. */
    private static byte[] joined(byte[][] arguments) {
        return Arrays.stream(arguments)
                .map(argument -> new String(argument, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("\t"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The first row decides how many values have a column, as the whole input is not known yet. */
    private void header(int values) throws IOException {
        String[] names = JobLog.HEADER.split("\t");
        file.write(String.join(String.valueOf(separator), names));
        if (staged) {
            file.write(separator + "Stage");
        }
        for (int i = 0; i < values; i++) {
            String name = i < columns.size() ? columns.get(i) : "V" + (i + 1);
            field(name.getBytes(StandardCharsets.ISO_8859_1));
        }
        file.write(separator + "Stdout" + separator + "Stderr\n");
        file.endRow();
    }

    private void field(byte[] text) throws IOException {
        file.write(separator);
        boolean quoted = needsQuotes(text, 0, text.length);
        if (quoted) {
            file.write('"');
            quote(text, 0, text.length);
            file.write('"');
        } else {
            file.write(text);
        }
    }

    /** Goes over the output twice, and holds none of it. */
    private void field(Captured output, boolean standardError) throws IOException {
        file.write(separator);
        boolean[] quoted = {false};
        output.writeTo(standardError, (bytes, offset, length) -> quoted[0] |= needsQuotes(bytes, offset, length));
        if (quoted[0]) {
            file.write('"');
            output.writeTo(standardError, this::quote);
            file.write('"');
        } else {
            output.writeTo(standardError, file);
        }
    }

    private boolean needsQuotes(byte[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = text[i];
            if (b == separator || b == '"' || b == ' ' || b >= '\t' && b <= '\r') {
                return true;
            }
        }
        return false;
    }

    private void quote(byte[] text, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '"') {
                file.write(text, from, i + 1 - from);
                from = i;
            }
        }
        file.write(text, from, offset + length - from);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Tells what the whole rows of a file say.
     *
     * @return where the last whole row ends
     */
    static long read(String name, char separator, JobLogReader.RowHandler handler) throws IOException {
        Reader reader = new Reader(name, separator, handler);
        byte[] buffer = new byte[256 << 10];
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                reader.read(buffer, count);
            }
        } catch (FileSystemException e) {
            throw Failures.cannotRead(name, e);
        }
        return reader.end;
    }

    /** Keeps no more of a row than the few numbers that matter. */
    private static final class Reader {
        private final String name;
        private final char separator;
        private final JobLogReader.RowHandler handler;
        private final StringBuilder[] fields = new StringBuilder[SIGNAL + 1];
        private int field;
        private boolean quoted;
        private boolean header = true;
        private long position;
        private long end;

        Reader(String name, char separator, JobLogReader.RowHandler handler) {
            this.name = name;
            this.separator = separator;
            this.handler = handler;
            for (int i = 0; i < fields.length; i++) {
                fields[i] = new StringBuilder();
            }
        }

        void read(byte[] bytes, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                position++;
                byte b = bytes[i];
                if (b == '"') {
                    quoted = !quoted;
                } else if (!quoted && b == separator) {
                    field++;
                } else if (!quoted && b == '\n') {
                    endRow();
                } else if (field < fields.length && fields[field].length() < MOST_FIELD_BYTES) {
                    fields[field].append((char) b);
                }
            }
        }

        private void endRow() throws IOException {
            if (!header) {
                try {
                    handler.row(
                            Long.parseLong(fields[SEQ].toString()),
                            Ending.of(
                                    Integer.parseInt(fields[EXIT].toString()),
                                    Integer.parseInt(fields[SIGNAL].toString())),
                            null);
                } catch (NumberFormatException e) {
                    throw new IOException(name + " has a row that is no result: " + fields[SEQ], e);
                }
            }
            header = false;
            field = 0;
            end = position;
            for (StringBuilder text : fields) {
                text.setLength(0);
            }
        }
    }
}
