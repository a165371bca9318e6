package io.drover.journal;

import io.drover.supervisor.core.TaskSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The tasks read a moment ago. Those that have not finished by then get a row, so that the journal knows of them when
 * the run is killed; most have, and cost nothing more than a bit.
 */
final class OpenTasks {
    private final Deque<Read> reads = new ArrayDeque<>();
    /** By number, the first of the first read being 0. */
    private BitSet finished = new BitSet();

    /** Tasks that follow those of the read before. */
    record Read(List<TaskSpec> tasks, long nanos) {}

    void add(Read read) {
        reads.add(read);
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    void finished(long id) {
        if (!reads.isEmpty()) {
            long index = id - reads.peek().tasks().get(0).id();
            if (index >= 0) {
                finished.set((int) index);
            }
        }
    }

    /** Forgets what was read before {@code nanos}; returns those tasks of it that have not finished. */
    List<TaskSpec> takeReadBefore(long nanos) {
        List<TaskSpec> unfinished = new ArrayList<>();
        while (!reads.isEmpty() && reads.peek().nanos() - nanos < 0) {
            List<TaskSpec> tasks = reads.poll().tasks();
            for (int i = finished.nextClearBit(0); i < tasks.size(); i = finished.nextClearBit(i + 1)) {
                unfinished.add(tasks.get(i));
            }
            finished = finished.get(tasks.size(), Math.max(tasks.size(), finished.length()));
        }
        return unfinished;
    }
}
