package io.drover.supervisor.pacing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A file with one number that somebody may change while tasks run. One that says nothing changes nothing. */
public final class WatchedFile {
    private static final int MOST_BYTES = 4096;

    private final Path file;
    private final Function<String, OptionalDouble> reader;
    private String text;
    private double value;

    /**
     * @param reader makes a number of the text of the file
     * @throws IOException when it cannot be read now, or has no number
     */
    public WatchedFile(Path file, Function<String, OptionalDouble> reader) throws IOException {
        this.file = file;
        this.reader = reader;
        this.text = read();
        this.value = reader.apply(text)
                .orElseThrow(() -> new IOException(file + " has no number of the forms N, N%, +N, -N: '" + text + "'"));
    }

    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    /** The last number that the file had. */
    public double value() {
        return value;
    }

    /** Reads it again. Returns what is wrong with it, once for each change. */
    Optional<String> refresh() {
        String before = text;
        try {
            text = read();
        } catch (IOException e) {
            text = null;
        }
        if (text == null) {
            return before == null ? Optional.empty() : Optional.of("cannot read " + file + ", going on with what it said");
        }
        OptionalDouble number = reader.apply(text);
        number.ifPresent(read -> value = read);
        return number.isPresent() || text.equals(before)
                ? Optional.empty()
                : Optional.of(file + " has no number, going on with what it said before");
    }
}
