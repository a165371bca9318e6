package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.OutputFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;

/**
 * Our stdout and stderr. They may be the same file, so what was printed first on one leaves before the other goes on.
 *
 * <p>Confined to the writing thread, but for the progress, which a thread of its own draws.
 */
final class Streams {
    private final OutputChannel out;
    private final OutputChannel error;
    private final ProgressDrawer progress;
    private final boolean outIsTerminal;

    Streams(WritableByteChannel out, WritableByteChannel error, OutputConfig config) {
        this.outIsTerminal = config.outIsTerminal();
        WritableByteChannel checkedError = new CheckedChannel(error, true);
        progress = new ProgressDrawer(checkedError, config.progress(), config.progressColumns());
        this.out = new OutputChannel(new CheckedChannel(out, false));
        this.error = new OutputChannel(checkedError);
        this.error.before(progress::erase);
        if (outIsTerminal) {
            this.out.before(progress::erase);
        }
    }

    OutputChannel stream(boolean standardError) throws IOException {
        OutputChannel other = standardError ? out : error;
        if (!other.isEmpty()) {
            other.flush();
        }
        return standardError ? error : out;
    }

    /**
     * Prints lines of a task.
     *
     * @param text begins at the start of a line
     * @param last whether nothing of the same stream of the task will follow
     */
    void print(boolean standardError, LineStyle style, boolean last, LineStyle.Text text) throws IOException {
        style.write(text, last, stream(standardError));
    }

    void print(boolean standardError, LineStyle style, ByteString data) throws IOException {
        if (data.isEmpty()) {
            return;
        }
        if (style.plain()) {
            stream(standardError).write(data);
        } else {
            print(standardError, style, true, sink -> write(data, sink));
        }
    }

    static void write(ByteString data, ByteSink sink) throws IOException {
        if (sink instanceof OutputChannel channel) {
            channel.write(data);
        } else if (!data.isEmpty()) {
            byte[] bytes = data.toByteArray();
            sink.write(bytes, 0, bytes.length);
        }
    }

    void flush() throws IOException {
        out.flush();
        error.flush();
    }

    /** Draws the progress line if it is time, and not into an unfinished line of a task. */
    void drawProgress(ProgressState state, long nowNanos) {
        synchronized (error) {
            // Where stdout is something else it may wait for its reader as long as it likes.
            synchronized (outIsTerminal ? out : error) {
                if (!error.lineOpen() && !(outIsTerminal && out.lineOpen())) {
                    progress.draw(state, nowNanos);
                }
            }
        }
    }

    /** @param last null if nothing is known of how far the run is */
    void endProgress(ProgressState last) {
        synchronized (error) {
            progress.end(last);
        }
    }

    /** For so long stdout has not taken what was to be written to it. */
    long stalledNanos(long nowNanos) {
        return out.blockedNanos(nowNanos);
    }

    /** Turns an error of the stream into what the user is told. Nobody misses stderr when its reader has gone. */
    private static final class CheckedChannel implements WritableByteChannel {
        private final WritableByteChannel channel;
        private final boolean standardError;
        private boolean readerGone;

        CheckedChannel(WritableByteChannel channel, boolean standardError) {
            this.channel = channel;
            this.standardError = standardError;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (readerGone) {
                return skip(bytes);
            }
            try {
                return channel.write(bytes);
            } catch (IOException e) {
                readerGone = isBrokenPipe(e);
                if (readerGone && standardError) {
                    return skip(bytes);
                }
                String stream = standardError ? "standard error" : "standard output";
                throw new OutputException(
                        new OutputFailure(readerGone, "cannot write to " + stream + ": " + reason(e)), e);
            }
        }

        private static String reason(IOException e) {
            return String.valueOf(e.getMessage()).contains("Bad file descriptor") ? "it is closed" : e.getMessage();
        }

        private static int skip(ByteBuffer bytes) {
            int skipped = bytes.remaining();
            bytes.position(bytes.limit());
            return skipped;
        }

        /** EPIPE; the JDK has no type for it and translates with strerror, which keeps the English name in brackets. */
        private static boolean isBrokenPipe(IOException e) {
            return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("broken pipe");
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            // Neither stdout nor stderr is ours to close.
        }
    }
}
