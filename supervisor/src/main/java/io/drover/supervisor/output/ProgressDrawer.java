package io.drover.supervisor.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Draws how far the run is over what it drew before, at most five times a second. Guarded by who calls. */
final class ProgressDrawer {
    static final long INTERVAL_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final WritableByteChannel error;
    private final ProgressForm form;
    private final int columns;
    private final ProgressLine line = new ProgressLine();
    private boolean drawn;
    private boolean drawnBefore;
    private boolean ended;
    private long drawnNanos;

    ProgressDrawer(WritableByteChannel error, ProgressForm form, int columns) {
        this.error = error;
        this.form = form;
        // A character in the last column would let the terminal wrap.
        this.columns = columns - 1;
    }

    void draw(ProgressState state, long nowNanos) {
        if (ended || drawnBefore && nowNanos - drawnNanos < INTERVAL_NANOS) {
            return;
        }
        drawnNanos = nowNanos;
        if (!drawnBefore && state.stages() == null && (form == ProgressForm.PROGRESS || form == ProgressForm.ETA)) {
            write(GnuProgress.header(state.run()));
        }
        drawnBefore = true;
        drawn = true;
        write(state.stages() != null ? ERASE + Texts.cut(state.stages(), columns) : switch (form) {
            case NONE -> "";
            case LINE -> ERASE + line.text(state.run(), nowNanos, columns);
            case PROGRESS -> ERASE + GnuProgress.line(state, false, columns);
            case ETA -> ERASE + GnuProgress.line(state, true, columns);
            case BAR -> '\r' + GnuProgress.bar(state, columns);
        });
    }

    void erase() {
        if (drawn) {
            drawn = false;
            write(ERASE);
        }
    }

    /** Nothing is drawn any more; the last state stays, where it is one that does. */
    void end(ProgressState state) {
        if (state == null || state.stages() != null || !form.stays()) {
            erase();
        } else {
            drawnNanos -= INTERVAL_NANOS;
            draw(state, drawnNanos + INTERVAL_NANOS);
            write("\n");
        }
        ended = true;
    }

    private void write(String text) {
        try {
            error.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // Decoration; the next real message finds out.
        }
    }
}
