package io.drover.parallel;

import io.drover.parallel.records.CsvRecords;
import io.drover.parallel.records.FilteredRecords;
import io.drover.parallel.records.RecordList;
import io.drover.parallel.records.RecordReader;
import io.drover.parallel.records.Records;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Delimiter;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Opens the sources of values. */
final class SourceOpener {
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private final InputConfig config;
    private final boolean escapeNul;
    private final byte[] delimiter;
    private final InputStream standardInput;
    private final Consumer<String> warnings;
    /** One reader for all who name it, so that none holds back what it has read ahead. */
    private Records standardInputRecords;

    /** @param escapeNul whether values end up in command lines, which cannot hold NUL */
    SourceOpener(InputConfig config, boolean escapeNul, InputStream standardInput, Consumer<String> warnings) {
        this.config = config;
        this.escapeNul = escapeNul;
        this.standardInput = standardInput;
        this.warnings = warnings;
        delimiter = config.delimiter() == null ? Delimiter.NEWLINE : config.delimiter();
    }

    /**
     * For reading the same sources once more, from where they are now; null where one of them can be read only once.
     * Nobody is warned again.
     */
    SourceOpener again(List<InputSource> sources) throws IOException {
        InputStream input = standardInput;
        for (InputSource source : sources) {
            if (source.isStandardInput()) {
                input = standardInputAgain();
            } else if (source.kind() == InputSource.Kind.FILE
                    && !Files.isRegularFile(Path.of(Bytes.readable(source.values().get(0))))) {
                return null;
            }
            if (input == null) {
                return null;
            }
        }
        return new SourceOpener(config, escapeNul, input, warning -> {});
    }

    /** A file that is opened by this name has a position of its own. */
    private InputStream standardInputAgain() throws IOException {
        if (!(standardInput instanceof FileInputStream ours)
                || ours.getFD() != FileDescriptor.in
                || !Files.isRegularFile(STANDARD_INPUT)) {
            return null;
        }
        FileInputStream again = new FileInputStream(STANDARD_INPUT.toFile());
        again.getChannel().position(ours.getChannel().position());
        return again;
    }

    Records open(InputSource source) throws IOException {
        Records records =
                switch (source.kind()) {
                    case ARGUMENTS -> new RecordList(arguments(source.values()));
                    case FILE -> source.isStandardInput() ? standardInput() : file(source.values().get(0));
                };
        return filter(config.csv() ? new CsvRecords(records, delimiter) : records);
    }

    private Records filter(Records records) {
        byte[] endMarker = config.endMarker() == null ? null : Bytes.of(config.endMarker());
        boolean continued = config.packing().lines();
        if (!escapeNul && endMarker == null && !config.skipBlank() && !continued) {
            return records;
        }
        boolean lines = config.delimiter() == null;
        return new FilteredRecords(
                records, new FilteredRecords.Rules(endMarker, config.skipBlank(), escapeNul, lines, continued, warnings));
    }

    /** What ends the values in a file cuts arguments too. */
    private List<byte[]> arguments(List<String> values) throws IOException {
        String end = Bytes.text(delimiter);
        if (values.stream().noneMatch(value -> value.contains(end))) {
            return values.stream().map(Bytes::of).toList();
        }
        String joined = String.join(end, values) + end;
        RecordReader reader = new RecordReader("arguments", new ByteArrayInputStream(Bytes.of(joined)), delimiter);
        List<byte[]> records = new ArrayList<>();
        for (byte[] record = reader.next(); record != null; record = reader.next()) {
            records.add(record);
        }
        return records;
    }

    private Records standardInput() {
        if (standardInputRecords == null) {
            standardInputRecords = new RecordReader("standard input", standardInput, delimiter);
        }
        return standardInputRecords;
    }

    private Records file(String name) throws IOException {
        String readable = Bytes.readable(name);
        Path path = Path.of(readable);
        if (Files.isDirectory(path)) {
            throw new IOException("cannot open " + readable + ": Is a directory");
        }
        try {
            // A stream of java.io: unlike those of java.nio it knows what a pipe has available.
            return new RecordReader(readable, new FileInputStream(path.toFile()), delimiter);
        } catch (FileNotFoundException e) {
            String reason = Files.exists(path) ? "Permission denied" : "No such file or directory";
            throw new IOException("cannot open " + readable + ": " + reason, e);
        }
    }
}
