package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Latin;
import io.drover.supervisor.core.TaskInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of files that end where records end. Only the neighbourhood of each end is read here. */
public final class FileBlocks implements Blocks {
    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final BlockConfig config;
    private final Boundary boundary;
    private final int slots;
    private final boolean skipFirst;
    private final Iterator<String> names;
    private RandomAccessFile file;
    private String path;
    private long length;
    private long position;
    private long size;
    private byte[] header;

    /** @param skipFirst whether the first line of each file is left out */
    public FileBlocks(List<String> names, BlockConfig config, int slots, boolean skipFirst) {
        this.skipFirst = skipFirst;
        this.config = config;
        this.slots = slots;
        this.names = names.iterator();
        boundary = config.boundary();
    }

    @Override
    public TaskInput next() throws IOException {
        while (file == null || position >= length) {
            if (!names.hasNext()) {
                return null;
            }
            open(Bytes.readable(names.next()));
        }
        long from = position;
        position = cutAfter(from + size);
        TaskInput.Range range = new TaskInput.Range(path, from, position - from, null);
        return new TaskInput(header, range, TaskInput.Place.STANDARD_INPUT, null);
    }

    @Override
    public boolean ready() {
        return file != null && position < length;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private void open(String name) throws IOException {
        close();
        Path opened = Path.of(name);
        if (Files.exists(opened) && !Files.isRegularFile(opened)) {
            throw new IOException("--pipe-part cannot seek in " + name);
        }
        try {
            file = new RandomAccessFile(opened.toFile(), "r");
        } catch (IOException e) {
            String reason = Files.exists(opened) ? "Permission denied" : "No such file or directory";
            throw new IOException("cannot open " + name + ": " + reason, e);
        }
        path = opened.toAbsolutePath().toString();
        length = file.length();
        position = skipFirst ? lineEnd() : 0;
        header = readHeader(position);
        position += header.length;
        long share = -config.size() * slots;
        size = config.size() > 0 ? config.size() : Math.max(1, (length + share - 1) / share);
    }

    /** Where the first line ends. */
    private long lineEnd() throws IOException {
        for (long from = 0; from < length; from += WINDOW) {
            int end = Bytes.indexOf(read(from, WINDOW), (byte) '\n');
            if (end >= 0) {
                return from + end + 1;
            }
        }
        return length;
    }

    private byte[] readHeader(long from) throws IOException {
        if (config.header() == null) {
            return Bytes.EMPTY;
        }
        Pattern pattern = Pattern.compile(config.header());
        for (int window = WINDOW; ; window = twice(window)) {
            byte[] bytes = read(from, window);
            Matcher matcher = pattern.matcher(new Latin(bytes, 0, bytes.length));
            if (matcher.lookingAt()) {
                return Bytes.slice(bytes, 0, matcher.end());
            }
            if (from + bytes.length == length || window == LONGEST) {
                return Bytes.EMPTY;
            }
        }
    }

    /** The first end of a record whose separator starts at {@code wanted} or later. */
    private long cutAfter(long wanted) throws IOException {
        long from = wanted - 1;
        if (wanted >= length) {
            return length;
        }
        for (int window = WINDOW; ; window = twice(window)) {
            byte[] bytes = read(from, window);
            int cut = boundary.nth(bytes, 0, bytes.length, new Search(1));
            if (cut >= 0) {
                return from + cut;
            }
            if (from + bytes.length >= length || window == LONGEST) {
                return length;
            }
        }
    }

    private byte[] read(long from, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.min(most, length - from)];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    private static int twice(int window) {
        return (int) Math.min(2L * window, LONGEST);
    }
}
