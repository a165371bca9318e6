package io.drover.supervisor;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;

/**
 * Faults of our own, met in the work for one crew. In months one may come that never comes again: that costs the worker it concerned, whose
 * exit settles all that it had. One that comes back ends the crew.
 *
 * <p>Time is an argument, by {@link System#nanoTime}.
 */
final class Faults {
    private static final long APART_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What a fault is answered with. */
    enum Answer {
        /** It is told, and the worker killed that it concerned. */
        GO_ON,
        /** The crew is stopped, and its ledger balances. */
        GIVE_UP,
        /** Not even that works. */
        FAIL
    }

    private boolean any;
    private long last;
    private boolean gaveUp;

    static String trace(RuntimeException fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    Answer onFault(long now) {
        boolean again = any && now - last < APART_NANOS;
        any = true;
        last = now;
        if (!again && !gaveUp) {
            return Answer.GO_ON;
        }
        Answer answer = gaveUp ? Answer.FAIL : Answer.GIVE_UP;
        gaveUp = true;
        return answer;
    }
}
