package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Hold;
import java.io.IOException;
import java.util.function.DoubleSupplier;

/**
 * Lets tasks wait while the machine has as much to do as it should: counts the threads that run, want to run, or wait
 * for a disk at this moment, as GNU parallel does, not an average over minutes.
 */
public final class LoadLimit implements StartPolicy {
    private static final String FILE = "/proc/stat";
    /** The thread that looks. */
    private static final int OURSELVES = 1;

    private final KernelFile stat;
    private final DoubleSupplier most;
    private long load;

    /** @param most no task starts at this load; asked each time, because it may change */
    public LoadLimit(DoubleSupplier most) {
        this(KernelFile.at(FILE), most);
    }

    LoadLimit(KernelFile stat, DoubleSupplier most) {
        this.stat = stat;
        this.most = most;
    }

    @Override
    public Verdict check(long now) throws IOException {
        String text = stat.read();
        load = KernelFile.required(text, "procs_running ", FILE)
                + KernelFile.required(text, "procs_blocked ", FILE)
                - OURSELVES;
        return load >= most.getAsDouble() ? Verdict.HOLD : Verdict.START;
    }

    @Override
    public Hold hold() {
        return new Hold(Hold.Cause.LOAD, "load " + load + ", less than " + Amounts.number(most.getAsDouble()) + " wanted");
    }
}
