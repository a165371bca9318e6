package io.drover.supervisor.core;

/**
 * What a command reads, besides its command line. Immutable by agreement: nobody writes to the array.
 *
 * @param bytes what comes first; may be empty
 * @param range what comes after them; null when nothing does
 * @param place where the command finds it
 * @param name the file, in a directory that goes with the run, where {@code place} needs one; else null
 * @param stream who writes to the FIFO of a stream; null for others
 */
public record TaskInput(byte[] bytes, Range range, Place place, String name, Stream stream) {
    private static final byte[] NOTHING = {};

    public TaskInput(byte[] bytes, Range range, Place place, String name) {
        this(bytes, range, place, name, null);
    }

    /**
     * A part of a file.
     *
     * @param path the file; of one that has no name, its place below /proc
     * @param length in bytes
     * @param free to be called when no attempt will read it any more; null for a file of the user
     */
    public record Range(String path, long offset, long length, Runnable free) {}

    /** What somebody writes while its command runs. */
    public interface Stream {
        /** How much has been written. */
        long sent();

        /** No attempt will read it any more. */
        void free();
    }

    /** Where a command finds its input. */
    public enum Place {
        STANDARD_INPUT,
        /** A file of that name, made for this attempt. */
        FILE,
        /** A FIFO of that name, made for this attempt. */
        FIFO,
        /** Standard input is a FIFO of that name, which somebody else fills while the command runs. */
        STREAM
    }

    /** These bytes on standard input. */
    public static TaskInput of(byte[] bytes) {
        return new TaskInput(bytes, null, Place.STANDARD_INPUT, null);
    }

    /** What others write to the FIFO {@code name}. */
    public static TaskInput stream(String name, Stream stream) {
        return new TaskInput(NOTHING, null, Place.STREAM, name, stream);
    }

    /** What a task with it holds of our memory: files that others made do not count. */
    public long heldBytes() {
        return bytes.length + (range == null || range.free == null ? 0 : range.length);
    }

    /** How much went to the command through us, so far; not what it reads of a file of the user. */
    public long sent() {
        if (stream != null) {
            return stream.sent();
        }
        return range != null && range.free == null ? 0 : heldBytes();
    }

    /** No attempt will read it any more. */
    public void free() {
        if (range != null && range.free != null) {
            range.free.run();
        }
        if (stream != null) {
            stream.free();
        }
    }
}
