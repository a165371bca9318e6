package io.drover.worker.command;

import io.drover.posix.Descriptors;
import io.drover.posix.Posix;
import io.drover.posix.Reaped;
import io.drover.posix.Signal;
import java.util.function.IntFunction;

/**
 * The process of a slot and the attempt that it runs, as other threads see them, and what they want of it: it may be
 * signalled only while nobody has waited for it.
 *
 * <p>Safe for any number of threads; the thread of the slot starts, waits and answers.
 */
public final class SlotProcess {
    private final Descriptors.Pipe wake = Descriptors.pipe();
    private int pid;
    private long running;
    private long killed;
    private boolean suspended;
    private boolean stopping;
    /** What came before there was a process to get it; 0: nothing. */
    private int early;

    // ------------------------------------------------------------------ any thread

    /** The process group; 0: there is none. */
    public synchronized int pid() {
        return pid;
    }

    /** Ends attempt {@code sequence} by the term sequence if it still runs. */
    public void kill(long sequence) {
        synchronized (this) {
            if (running != sequence) {
                return;
            }
            killed = sequence;
        }
        wake();
    }

    /** Stops attempt {@code sequence} for a time if it still runs, or lets it go on. That time does not count. */
    public void suspend(long sequence, boolean suspend) {
        synchronized (this) {
            if (running != sequence || pid == 0) {
                return;
            }
            suspended = suspend;
            Posix.kill(-pid, suspend ? Signal.STOP : Signal.CONT);
        }
        wake();
    }

    /** Sends {@code signal} to the group of attempt {@code sequence} if it still runs; what it is stopped for does not count either. */
    public void signal(long sequence, int signal) {
        if (signal == Signal.STOP.number() || signal == Signal.CONT.number()) {
            suspend(sequence, signal == Signal.STOP.number());
            return;
        }
        synchronized (this) {
            if (running == sequence && pid != 0) {
                Posix.kill(-pid, signal);
            } else if (running == sequence) {
                early = signal;
            }
        }
    }

    /**
     * The run is being stopped: whatever ends from now on was ended by that. The caller signals all processes; the one that
     * is just being started is ended by its slot.
     */
    public void stop() {
        synchronized (this) {
            stopping = true;
            endUnstarted();
        }
        wake();
    }

    private void endUnstarted() {
        if (pid == 0) {
            killed = running;
        }
    }

    public synchronized boolean stopping() {
        return stopping;
    }

    private void wake() {
        Descriptors.write(wake.writeEnd(), new byte[1]);
    }

    // ------------------------------------------------------------------ the slot

    /** Can be read when somebody wants something. */
    public int orders() {
        return wake.readEnd();
    }

    /** Attempt {@code sequence} runs now; 0: none does. The process is not stopped for an attempt that is over. */
    public synchronized void runs(long sequence) {
        if (sequence != running) {
            goOn();
            running = sequence;
            early = 0;
            if (stopping) {
                endUnstarted();
                wake();
            }
        }
    }

    public synchronized void started(int startedPid) {
        pid = startedPid;
        if (early != 0) {
            Posix.kill(-pid, early);
            early = 0;
        }
    }

    public synchronized boolean suspended() {
        return suspended;
    }

    public synchronized void goOn() {
        if (suspended) {
            suspended = false;
            Posix.kill(-pid, Signal.CONT);
        }
    }

    /** Whether somebody wants the attempt to end that runs. Said once. */
    public synchronized boolean takeKill() {
        boolean asked = killed != 0 && killed == running;
        killed = 0;
        return asked;
    }

    synchronized void signal(int signal) {
        Posix.kill(-pid, signal);
        if (suspended) {
            // A stopped process cannot act on the signal.
            Posix.kill(-pid, Signal.CONT);
        }
    }

    /**
     * How a process ended.
     *
     * @param stopping the run was being stopped then
     */
    public record End(Reaped reaped, boolean stopping) {}

    /** @param wait waits for the end of a process by its number; it is near */
    public synchronized End reap(IntFunction<Reaped> wait) {
        Reaped reaped = wait.apply(pid);
        pid = 0;
        suspended = false;
        return new End(reaped, stopping);
    }
}
