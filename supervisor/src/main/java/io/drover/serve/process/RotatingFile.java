package io.drover.serve.process;

import com.google.protobuf.ByteString;
import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that begins anew when it is large: what there was is called FILE.1, what was called so FILE.2, and so on. It begins anew
 * between two lines, unless one is as long as a file. Confined to whoever has it.
 */
final class RotatingFile {
    private final Path file;
    private final long limit;
    private final int kept;
    /** Null: it is not open. */
    private FileChannel channel;
    private boolean lineOpen;

    RotatingFile(Path file, long limit, int kept) {
        this.file = file;
        this.limit = limit;
        this.kept = kept;
    }

    boolean is(Logs logs) {
        return limit == logs.size() && kept == logs.kept();
    }

    void write(ByteString data) throws IOException {
        if (channel == null) {
            // What is made for it is for nobody else.
            Files.createDirectories(file.getParent(), OwnerOnly.DIRECTORY);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            lineOpen = false;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // Standard output of the service, perhaps, or nobody's name any more.
            put(data);
            return;
        }
        int from = 0;
        while (from < data.size()) {
            // Somebody may have cut it meanwhile.
            long size = channel.size();
            int end = end(data, from, size);
            if (end > from) {
                put(data.substring(from, end));
                from = end;
            } else {
                rotate();
            }
        }
    }

    /** Up to where it is written into a file of this size; nothing: that begins anew first. */
    private int end(ByteString data, int from, long size) {
        long room = limit - size;
        if (data.size() - from <= room) {
            return data.size();
        }
        int last = lastLine(data, from, (int) Math.max(0, room));
        if (last > from) {
            return last;
        }
        // A line that does not fit begins a file, and one that has begun comes to its end there.
        if (size == 0 || lineOpen && size < 2 * limit) {
            int line = firstLine(data, from);
            return line > 0 ? line : Math.min(data.size(), from + (int) limit);
        }
        return from;
    }

    private static int lastLine(ByteString data, int from, int room) {
        int at = from + room;
        while (at > from && data.byteAt(at - 1) != '\n') {
            at--;
        }
        return at;
    }

    /** Not above the limit; 0: there is no end in sight. */
    private int firstLine(ByteString data, int from) {
        for (int i = from; i < Math.min(data.size(), from + limit); i++) {
            if (data.byteAt(i) == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private void put(ByteString part) throws IOException {
        for (var bytes : part.asReadOnlyByteBufferList()) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        lineOpen = part.byteAt(part.size() - 1) != '\n';
    }

    private void rotate() throws IOException {
        close();
        for (int i = kept; i > 1; i--) {
            if (Files.exists(earlier(i - 1))) {
                Files.move(earlier(i - 1), earlier(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (kept > 0) {
            Files.move(file, earlier(1), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(file);
        }
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        lineOpen = false;
    }

    private Path earlier(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /** It is opened when something is written again. */
    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // What was written is there.
            }
            channel = null;
        }
    }
}
