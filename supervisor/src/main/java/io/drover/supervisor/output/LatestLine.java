package io.drover.supervisor.output;

import com.google.protobuf.ByteString;

/** The line that a task has completed last, on whichever of its streams. */
final class LatestLine {
    /** No more of a line is kept: it would not be seen. */
    private static final int LIMIT = 4096;

    private final ByteString[] open = {ByteString.EMPTY, ByteString.EMPTY};
    private ByteString line = ByteString.EMPTY;

    /** True if the line is another now. */
    boolean add(boolean standardError, ByteString data) {
        int stream = standardError ? 1 : 0;
        int complete = Lines.complete(data);
        ByteString rest = complete == 0 ? open[stream].concat(data) : data.substring(complete);
        boolean found = false;
        if (complete > 0) {
            int end = complete;
            while (end > 0 && Lines.ends(data.byteAt(end - 1))) {
                end--;
            }
            int start = Lines.complete(data.substring(0, end));
            ByteString last = data.substring(start, end);
            last = start == 0 ? open[stream].concat(last) : last;
            found = !last.isEmpty();
            line = found ? cut(last) : line;
        }
        open[stream] = cut(rest);
        return found;
    }

    private static ByteString cut(ByteString text) {
        return text.substring(0, Math.min(text.size(), LIMIT));
    }

    /** Nothing will complete what has been begun. True if the line is another now. */
    boolean end() {
        boolean found = false;
        for (int stream = 0; stream < open.length; stream++) {
            if (!open[stream].isEmpty()) {
                line = open[stream];
                found = true;
            }
            open[stream] = ByteString.EMPTY;
        }
        return found;
    }

    /** Without its end; empty when there was none yet. */
    ByteString line() {
        return line;
    }
}
