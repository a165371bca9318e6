package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As process 1 of a PID namespace, which a container has. */
class ContainerIT extends InServiceSandbox {
    private static final String INSIDE = "exec unshare --pid --fork --mount-proc --kill-child drover ";

    @BeforeEach
    void namespacesAreToBeHad() {
        Result tried = sandbox.shell("unshare --pid --fork --mount-proc true").start().awaitEnd();
        assumeTrue(tried.status().equals(new ExitStatus.Exited(0)),
                () -> "no PID namespaces for this user: " + tried.err());
    }

    /** Its process id outside. */
    private int first() {
        int[] pid = new int[1];
        Awaits.await("the supervisor", () -> {
            pid[0] = sandbox.processes().stream().filter(RunProcess::isSupervisor).mapToInt(RunProcess::pid).findFirst().orElse(0);
            return pid[0] > 0;
        }, sandbox::describe);
        return pid[0];
    }

    @Test
    void aServiceReapsWhatNobodyWaitsForAndEndsAsItShould() {
        DroverProcess outside = sandbox.shell(INSIDE + "serve --name etl --store etl.db -j2").start();
        outside.awaitComplaint("takes tasks");
        int first = first();
        assertEquals("2\n", drover("submit --to etl --wait '(sleep 0.1 &) ; echo 2'").exited(0).out());
        sandbox.shell("exec nsenter -t " + first + " -p sh -c '(sleep 0.1; touch ended) & exit 0'").start().awaitEnd().exited(0);
        sandbox.awaitFile("ended");
        Awaits.await("it to be waited for", () -> {
            ProcessTree tree = ProcessTree.read();
            return tree.zombiesOf(first).equals(List.of()) && tree.childrenOf(first).size() == 1;
        }, sandbox::describe);
        Posix.kill(first, Signal.TSTP);
        outside.awaitComplaint("process 1 cannot be stopped: it goes on");
        drover("upgrade etl").exited(255).oneLine("start another container");
        Posix.kill(first, Signal.TERM);
        outside.awaitEnd().exited(0);
    }

    @Test
    void aRunThatIsEndedSaysByWhichSignal() {
        DroverProcess outside = sandbox.shell(INSIDE + "run 'touch at; sleep {}' ::: 1000").start();
        sandbox.awaitFile("at");
        Posix.kill(first(), Signal.TERM);
        outside.awaitEnd().exited(128 + Signal.TERM.number());
    }
}
