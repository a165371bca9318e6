package io.drover.supervisor.output;

import io.drover.supervisor.OutputFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A log on disk for bytes that wait to be printed. Pieces are appended and released; a segment whose pieces are all
 * released is closed, and as its file has no name the space is free at once.
 *
 * <p>Small pieces are cheap both ways: appends are collected and reads are answered from a window around the last
 * place read.
 *
 * <p>Confined to one thread.
 */
public final class SpillStore implements AutoCloseable {
    private static final Set<String> FULL = Set.of("No space left on device", "Disk quota exceeded");
    private static final int COLLECT = 256 << 10;
    private static final int WINDOW = 64 << 10;
    private static final int SMALL_READ = 8 << 10;
    /** An empty segment with less than this in it goes on, so that append and release in turn make no new files. */
    private static final int WORTH_CLOSING = 1 << 20;

    private final Segments files;
    private final Path tmpdir;
    private final int segmentBytes;
    private final Map<Integer, Segment> segments = new HashMap<>();
    private final byte[] collected = new byte[COLLECT];
    private final byte[] window = new byte[WINDOW];
    private int collectedLength;
    private int windowSegment = -1;
    private int windowOffset;
    private int windowLength;
    private Segment current;
    private int nextNumber = 1;

    private static final class Segment {
        final int number;
        final int capacity;
        final SeekableByteChannel channel;
        int written;
        int end;
        int live;

        Segment(int number, int capacity, SeekableByteChannel channel) {
            this.number = number;
            this.capacity = capacity;
            this.channel = channel;
        }
    }

    /** In files of {@code tmpdir} that have no name. */
    public static SpillStore in(Path tmpdir) {
        return new SpillStore(Segments.unlinkedIn(tmpdir), tmpdir);
    }

    SpillStore(Segments files, Path tmpdir) {
        this(files, tmpdir, 64 << 20);
    }

    SpillStore(Segments files, Path tmpdir, int segmentBytes) {
        this.files = files;
        this.tmpdir = tmpdir;
        this.segmentBytes = segmentBytes;
    }

    /** Appends at most one segment, at least one byte. */
    public Extent append(byte[] bytes, int offset, int length) throws OutputException {
        try {
            if (current == null || current.end + length > current.capacity) {
                openNext(length);
            }
            Extent extent = new Extent(current.number, current.end, length);
            collect(bytes, offset, length);
            current.end += length;
            current.live += length;
            return extent;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Reads {@code length} bytes from {@code from} in the extent on. */
    public void read(Extent extent, int from, byte[] into, int length) throws OutputException {
        try {
            Segment segment = segments.get(extent.segment());
            int at = extent.offset() + from;
            if (at + length > segment.written) {
                writeCollected();
            }
            if (length > SMALL_READ) {
                readFully(segment, at, into, length);
                return;
            }
            if (!windowHolds(segment.number, at, length)) {
                moveWindow(segment, at);
            }
            System.arraycopy(window, at - windowOffset, into, 0, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void release(Extent extent) {
        Segment segment = segments.get(extent.segment());
        segment.live -= extent.length();
        if (segment.live == 0 && (segment != current || segment.end >= WORTH_CLOSING)) {
            drop(segment);
        }
    }

    int openSegments() {
        return segments.size();
    }

    @Override
    public void close() {
        collectedLength = 0;
        for (Segment segment : segments.values()) {
            closeQuietly(segment);
        }
        segments.clear();
        current = null;
    }

    private void openNext(int atLeast) throws IOException {
        writeCollected();
        Segment full = current;
        // Terabytes must not run into the limit of open files, so later segments are larger.
        int capacity = segmentBytes << Math.min(4, segments.size() / 64);
        current = new Segment(nextNumber, Math.max(capacity, atLeast), files.open());
        segments.put(nextNumber++, current);
        if (full != null && full.live == 0) {
            drop(full);
        }
    }

    private void collect(byte[] bytes, int offset, int length) throws IOException {
        if (length > COLLECT - collectedLength) {
            writeCollected();
        }
        if (length > COLLECT / 2) {
            write(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, collected, collectedLength, length);
        collectedLength += length;
    }

    private void writeCollected() throws IOException {
        if (collectedLength > 0) {
            int length = collectedLength;
            collectedLength = 0;
            write(collected, 0, length);
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (collectedLength > 0) {
            writeCollected();
        }
        current.channel.position(current.written);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            current.channel.write(buffer);
        }
        current.written += length;
    }

    private boolean windowHolds(int segment, int at, int length) {
        return windowSegment == segment && at >= windowOffset && at + length <= windowOffset + windowLength;
    }

    /** Some bytes before {@code at} come along: results in order of id lie only roughly in order here. */
    private void moveWindow(Segment segment, int at) throws IOException {
        windowSegment = -1;
        windowOffset = Math.max(0, at - WINDOW / 4);
        windowLength = Math.min(WINDOW, segment.written - windowOffset);
        readFully(segment, windowOffset, window, windowLength);
        windowSegment = segment.number;
    }

    private static void readFully(Segment segment, int at, byte[] into, int length) throws IOException {
        segment.channel.position(at);
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (segment.channel.read(buffer) < 0) {
                throw new IOException("a temporary file has become shorter");
            }
        }
    }

    private void drop(Segment segment) {
        if (segment == current) {
            current = null;
            collectedLength = 0;
        }
        segments.remove(segment.number);
        closeQuietly(segment);
    }

    private static void closeQuietly(Segment segment) {
        try {
            segment.channel.close();
        } catch (IOException e) {
            // Nothing in it is wanted any more.
        }
    }

    private OutputException failed(IOException e) {
        String reason = reason(e);
        String remedy = FULL.contains(reason)
                ? "free space there or set --tmpdir"
                : "set --tmpdir or TMPDIR to a directory that can be written to";
        String message = "cannot write output to " + tmpdir + ": " + reason + "; " + remedy;
        return new OutputException(new OutputFailure(false, message), e);
    }

    /** The message of a file system exception is no more than the path, which the user did not choose. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        return e instanceof FileSystemException about && about.getReason() != null ? about.getReason() : e.getMessage();
    }
}
