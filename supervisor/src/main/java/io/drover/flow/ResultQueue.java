package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.Valve;
import java.util.ArrayList;
import java.util.List;

/** Results on their way from the loop to whoever takes them. While many wait, no task starts. Any thread. */
final class ResultQueue implements Valve {
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 8 << 20;

    private final Valve printer;
    private List<ByteString> waiting = new ArrayList<>();
    private long bytes;
    private boolean over;
    private Runnable wake = () -> {};

    /** @param printer has to be able to take more, too */
    ResultQueue(Valve printer) {
        this.printer = printer;
    }

    synchronized void add(ByteString result) {
        waiting.add(result);
        bytes += result.size();
        notifyAll();
    }

    /** Nothing more comes. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** All that wait, as soon as there are some; none at the end. */
    List<ByteString> take() throws InterruptedException {
        List<ByteString> taken;
        boolean lifted;
        synchronized (this) {
            while (waiting.isEmpty() && !over) {
                wait();
            }
            lifted = full();
            taken = waiting;
            waiting = new ArrayList<>();
            bytes = 0;
        }
        if (lifted) {
            wake.run();
        }
        return taken;
    }

    private synchronized boolean full() {
        return waiting.size() > MOST || bytes > MOST_BYTES;
    }

    @Override
    public boolean congested() {
        return full() || printer.congested();
    }

    @Override
    public boolean stalled() {
        return printer.stalled();
    }

    @Override
    public OutputFailure failure() {
        return printer.failure();
    }

    @Override
    public void onChange(Runnable change) {
        wake = change;
        printer.onChange(change);
    }
}
