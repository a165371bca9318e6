package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.output.Told;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What of a task is still printed when its output is recorded. */
final class Display {
    /** Output goes on as if nobody recorded it. */
    static final Display ALL = new Display(true, true, () -> ByteString.EMPTY);
    /** Output is in a file and nowhere else. */
    static final Display NOTHING = new Display(false, false, () -> ByteString.EMPTY);

    private final boolean output;
    private final boolean error;
    private final Supplier<ByteString> name;

    private Display(boolean output, boolean error, Supplier<ByteString> name) {
        this.output = output;
        this.error = error;
        this.name = name;
    }

    /**
     * The name of the file stands for the output that is in it.
     *
     * @param error whether standard error is shown, because it is in no file
     * @param file that of the task recorded last
     * @param end what follows the name
     */
    static Display names(boolean error, Supplier<Path> file, String end) {
        return new Display(false, error, () -> ByteString.copyFromUtf8(file.get() + end));
    }

    /** The name of the task recorded last. */
    ByteString name() {
        return name.get();
    }

    /**
     * What is printed of {@code event}; null: nothing.
     *
     * @param instead stands for the output that is in a file
     */
    Told shown(Told event, ByteString instead) {
        if (event instanceof Told.Routed routed) {
            routed.giveBack();
            return null;
        }
        if (output && error) {
            return event;
        }
        if (event instanceof Told.Chunk chunk && !(chunk.standardError() ? error : output)) {
            chunk.giveBack();
            return null;
        }
        return event instanceof Told.Finished finished ? new Told.Finished(shown(finished.task(), instead)) : event;
    }

    private FinishedTask shown(FinishedTask finished, ByteString instead) {
        return finished.withOutput(output ? finished.output() : instead, error ? finished.error() : ByteString.EMPTY);
    }
}
