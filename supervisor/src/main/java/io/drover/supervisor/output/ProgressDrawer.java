package io.drover.supervisor.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Draws the progress line over itself, at most five times a second. Confined to the writing thread. */
final class ProgressDrawer {
    static final long INTERVAL_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final WritableByteChannel error;
    private final int columns;
    private final ProgressLine line = new ProgressLine();
    private boolean drawn;
    private boolean drawnBefore;
    private long drawnNanos;

    ProgressDrawer(WritableByteChannel error, int columns) {
        this.error = error;
        this.columns = columns;
    }

    void draw(ProgressState state, long nowNanos) {
        if (columns <= 0 || drawnBefore && nowNanos - drawnNanos < INTERVAL_NANOS) {
            return;
        }
        drawnNanos = nowNanos;
        drawnBefore = true;
        drawn = true;
        // A character in the last column would let the terminal wrap.
        write(ERASE + line.text(state, nowNanos, columns - 1));
    }

    void erase() {
        if (drawn) {
            drawn = false;
            write(ERASE);
        }
    }

    private void write(String text) {
        try {
            error.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            // Decoration; the next real message finds out.
        }
    }
}
