package io.drover.worker.tasks;

import com.google.protobuf.ByteString;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskFailure;
import io.drover.worker.slot.SetupException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;

/**
 * Failures as they travel: texts, and objects only where both ends have the same classes. Each text is cut, and so is
 * the work for it: what is beyond the cut of ten thousand causes, or of causes without end, is never asked for.
 */
public final class Failures {
    /** In characters. The top of a longer stack says it all, and no frame may be large. */
    private static final int MAX_TEXT = 32_768;
    /** In bytes. */
    private static final int MAX_OBJECT = 65_536;

    private Failures() {}

    static TaskFailure of(Throwable failure) {
        return of(failure, false);
    }

    /** @param object whether the exception itself goes along, if that can be */
    public static TaskFailure of(Throwable failure, boolean object) {
        String name = failure.getClass().getName();
        return TaskFailure.newBuilder()
                .setClassName(cut(name))
                .setMessage(saidBy(failure::getMessage, "getMessage()"))
                .setStack(saidBy(() -> stackOf(failure), name))
                .setObject(object ? serialized(failure) : ByteString.EMPTY)
                .build();
    }

    /** Empty where it has something that cannot be sent, or more than a frame is to have. */
    private static ByteString serialized(Throwable failure) {
        ByteString.Output bytes = ByteString.newOutput();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        } catch (Exception | Error e) {
            // Its own writeObject may throw anything; its texts go all the same.
            return ByteString.EMPTY;
        }
        return bytes.size() <= MAX_OBJECT ? bytes.toByteString() : ByteString.EMPTY;
    }

    public static SetupFailure ofSetup(SetupException failure) {
        SetupFailure.Builder built = SetupFailure.newBuilder().setMessage(cut(failure.getMessage()));
        if (failure.getCause() != null) {
            built.setCause(of(failure.getCause()));
        }
        return built.build();
    }

    /** A task's own exception may throw when it is asked; that must not hide the failure. */
    private static String saidBy(Supplier<String> text, String what) {
        try {
            String said = text.get();
            return said == null ? "" : cut(said);
        } catch (RuntimeException | Error e) {
            return what + " threw " + cut(e.getClass().getName());
        }
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        // Half a character would be none.
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + "...";
    }

    private static String stackOf(Throwable failure) {
        CutText text = new CutText();
        try {
            failure.printStackTrace(new PrintWriter(text));
        } catch (FullException e) {
            text.kept.append("\n\t...\n");
        }
        return text.kept.toString();
    }

    /** Keeps the beginning, and ends the printing when it has that. */
    private static final class CutText extends Writer {
        final StringBuilder kept = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            write(new String(characters, offset, length), 0, length);
        }

        @Override
        public void write(String text, int offset, int length) {
            int room = MAX_TEXT - "\n\t...\n".length() - kept.length();
            kept.append(text, offset, offset + Math.min(room, length));
            if (length > room) {
                throw new FullException();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super(null, null, false, false);
        }
    }
}
