package io.drover.it;

import org.junit.jupiter.api.Test;

/** A shell that becomes Drover leaves it its children, those of {@code > >(CMD)}: what the run did not start is not the run's. */
class EarlierChildrenIT extends InSandbox {
    private static final String AWAIT = "await() { while [ ! -e $1 ]; do sleep 0.02; done; }; ";

    @Test
    void whatReadsTheOutputOutlivesTheRun() {
        sandbox.shell(AWAIT + "bash -c '" + AWAIT + "exec drover run -k \"echo {}; echo {} >&2\" ::: a b"
                        + " > >(await over; cat >out; touch out.end) 2> >(await over; cat >err; touch err.end)'"
                        + "; touch over; await out.end; await err.end; cat out err")
                .finish().exited(0).printed("a\nb\na\nb\n").saidNothing();
    }

    /** The death of a worker is when orphans are looked for. What feeds the run, and its Perl, are none; the sleep is one. */
    @Test
    void whatFeedsTheRunOutlivesAWorker() {
        String command = "case {} in a) setsid sleep 1000 & touch killed; kill -9 $PPID;; esac;"
                + " echo {= my %h = (b => \"B\"); $_ = $h{$_} // $_ =}";
        sandbox.file("command", command);
        sandbox.shell("exec bash -c '" + AWAIT + "exec drover run -j1 \"$(cat command)\""
                        + " < <(echo a; await killed; sleep 0.3; echo b)'")
                .finish().exited(1).printed("B\n").complained("died: SIGKILL");
    }

    @Test
    void theSameForASemaphore() {
        sandbox.shell(AWAIT + "bash -c '" + AWAIT + "exec sem --id $DIR --fg echo a > >(await over; cat >out; touch end)'"
                        + "; touch over; await end; cat out")
                .finish().exited(0).printed("a\n").saidNothing();
    }
}
