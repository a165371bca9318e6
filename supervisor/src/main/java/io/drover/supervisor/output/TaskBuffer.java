package io.drover.supervisor.output;

/** What a task has printed and we have not. Confined to the writing thread. */
final class TaskBuffer {
    final long id;
    /** As far as is known how the task will end. */
    LineStyle style;
    final StderrTail tail = new StderrTail();
    private Spool out = new Spool();
    private Spool error = new Spool();
    /** What {@link TaskBuffers} has counted for this task. */
    int countedHeap;

    TaskBuffer(long id, LineStyle style) {
        this.id = id;
        this.style = style;
    }

    Spool spool(boolean standardError) {
        return standardError ? error : out;
    }

    /** The spool so far, replaced by an empty one. */
    Spool takeSpool(boolean standardError) {
        Spool taken = spool(standardError);
        if (standardError) {
            error = new Spool();
        } else {
            out = new Spool();
        }
        return taken;
    }

    long length() {
        return out.length() + error.length();
    }

    long onDisk() {
        return out.onDisk() + error.onDisk();
    }

    int heap() {
        return out.heap() + error.heap();
    }
}
