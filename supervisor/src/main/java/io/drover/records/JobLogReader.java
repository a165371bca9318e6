package io.drover.records;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a job log, ours or GNU parallel's. */
final class JobLogReader {
    private static final int SEQ = 0;
    private static final int EXIT = 6;
    private static final int SIGNAL = 7;
    private static final int COMMAND = 8;

    /** Takes what a row says. */
    @FunctionalInterface
    interface RowHandler {
        void row(long number, Ending ending, byte[] command);
    }

    private JobLogReader() {}

    /** Reads all rows; a last one without an end, which a killed run has left, is none. */
    static void read(String name, RowHandler handler) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(name)), 64 << 10)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long lines = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                lines++;
                byte[] row = line.toByteArray();
                line.reset();
                if (!isHeader(row) && row.length > 0 && !parse(row, handler)) {
                    throw new IOException(
                            name + ", line " + lines + ": this is no row of a job log; mend the file or name another");
                }
            }
        } catch (java.nio.file.FileSystemException e) {
            throw Failures.cannotRead(name, e);
        }
    }

    private static boolean isHeader(byte[] row) {
        return row.length > 3 && row[0] == 'S' && row[1] == 'e' && row[2] == 'q' && row[3] == '\t';
    }

    private static boolean parse(byte[] row, RowHandler handler) {
        String[] fields = new String[COMMAND];
        int from = 0;
        for (int field = 0; field < COMMAND; field++) {
            int to = from;
            while (to < row.length && row[to] != '\t') {
                to++;
            }
            if (to == row.length) {
                return false;
            }
            fields[field] = new String(row, from, to - from, StandardCharsets.ISO_8859_1);
            from = to + 1;
        }
        try {
            long number = Long.parseLong(fields[SEQ].strip());
            Ending ending = Ending.of(Integer.parseInt(fields[EXIT].strip()), Integer.parseInt(fields[SIGNAL].strip()));
            handler.row(number, ending, JobLog.command(java.util.Arrays.copyOfRange(row, from, row.length)));
            return number > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
