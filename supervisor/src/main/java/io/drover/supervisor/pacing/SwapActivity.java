package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Hold;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Lets tasks wait while the machine swaps both in and out. One direction alone is no trouble: what is never needed
 * again goes out once, and comes back once.
 */
public final class SwapActivity implements StartPolicy {
    private static final String FILE = "/proc/vmstat";
    /** Activity is what happened in so much time at least. */
    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KernelFile vmstat;
    private boolean sampled;
    private boolean compared;
    private long sampledAt;
    private long pagesIn;
    private long pagesOut;
    /** Until two samples have been compared nobody knows; GNU parallel waits for them, too. */
    private Verdict verdict = Verdict.HOLD;

    public SwapActivity() {
        this(KernelFile.at(FILE));
    }

    SwapActivity(KernelFile vmstat) {
        this.vmstat = vmstat;
    }

    @Override
    public Verdict check(long now) throws IOException {
        if (sampled && now - sampledAt < SAMPLE_NANOS) {
            return verdict;
        }
        String text = vmstat.read();
        long in = KernelFile.required(text, "pswpin ", FILE);
        long out = KernelFile.required(text, "pswpout ", FILE);
        if (sampled) {
            compared = true;
            verdict = in > pagesIn && out > pagesOut ? Verdict.HOLD : Verdict.START;
        }
        sampled = true;
        sampledAt = now;
        pagesIn = in;
        pagesOut = out;
        return verdict;
    }

    @Override
    public Hold hold() {
        return new Hold(Hold.Cause.SWAP, compared ? "the machine swaps in and out" : "swapping not measured yet");
    }
}
