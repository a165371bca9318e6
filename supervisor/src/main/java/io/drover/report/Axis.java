package io.drover.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time during which there was a run: the runs of a chain one behind the other, without what lies between them. */
final class Axis {
    private final Map<Long, Part> parts = new LinkedHashMap<>();
    private long length;

    private record Part(long start, long length, long offset) {}

    /** Where on the axis a run begins. */
    record Mark(long run, long at) {}

    /** Puts a run behind those before; its ends are microseconds since 1970. */
    void append(long run, long start, long end) {
        long micros = Math.max(0, end - start);
        parts.put(run, new Part(start, micros, length));
        length += micros;
    }

    /** Where a moment of a run is, in microseconds from the beginning. */
    long at(long run, long micros) {
        Part part = parts.get(run);
        // The clock of the machine may have been set while it ran.
        return part.offset + Math.min(part.length, Math.max(0, micros - part.start));
    }

    /** Where a moment is that may be in any run, or between two. */
    long at(long micros) {
        long found = 0;
        for (Part part : parts.values()) {
            if (part.start <= micros) {
                found = part.offset + Math.min(part.length, micros - part.start);
            }
        }
        return found;
    }

    /** In microseconds; never 0, so that it can be divided by. */
    long length() {
        return Math.max(1, length);
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        parts.forEach((run, part) -> marks.add(new Mark(run, part.offset)));
        return marks;
    }
}
