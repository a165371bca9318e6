package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where something is missing that a run needs, it ends, and says what. */
class ScarcityIT extends InSandbox {

    /** What is said goes through a pipe: no file may grow. */
    @Test
    void withoutFilesNothingCanBeRun() {
        Result result = sandbox.shell("{ (ulimit -f 0; exec drover run -j2 echo ::: a b); echo status $?; } 2>&1 | cat").finish();
        assertEquals(2, result.outLines().size(), result::toString);
        assertTrue(result.out().contains("File too large"), result::toString);
        assertEquals("status 255", result.outLines().get(1));
    }

    /** As at the end of a session, whose files go, and the run is to go on. */
    @Test
    void aRunWhoseDirectoryIsTakenAwayMakesAnother() {
        String once = "[ -e once ] || { touch once; rm -rf $TMPDIR/drover-run-*; kill -9 $PPID; }; ls -d $TMPDIR/drover-run-* | wc -l; echo {}";
        sandbox.run("-k", "-j1", "--retries", "2", once, ":::", "a", "b").finish()
                .exited(0).printed("1\na\n1\nb\n").complained("worker 0 (generation 1) died");
    }

    @Test
    void commandsThatTruncateAllThatTheyFindHarmNothing() {
        sandbox.run("-k", "for f in $TMPDIR/drover-run-*/*; do test ! -f $f || : >$f; done; echo {}", ":::", "a", "b", "c").finish()
                .exited(0).printed("a\nb\nc\n").saidNothing();
    }

    @Test
    void aFullFileSystemHasRoomForARun() {
        inFullFileSystem("size=4k", "head -c 4096 /dev/zero >full/x");
        inFullFileSystem("nr_inodes=1", "true");
    }

    private void inFullFileSystem(String size, String filling) {
        sandbox.path("full").toFile().mkdir();
        Result mount = sandbox.shell("mount -t tmpfs -o " + size + " none full && " + filling).start().awaitEnd();
        assumeTrue(mount.status().equals(new ExitStatus.Exited(0)), () -> "cannot mount: " + mount);
        try {
            sandbox.shell("XDG_RUNTIME_DIR=full exec drover run -k echo ::: a b").finish()
                    .exited(0).printed("a\nb\n").saidNothing();
        } finally {
            sandbox.shell("umount full").start().awaitEnd().exited(0);
        }
    }

    @Test
    void whereOpenFilesAreScarceEveryCommandRunsAllTheSame() {
        Result result = sandbox.shell("ulimit -n 128; seq 60 | drover run -j40 'sleep 0.1; echo {}; ulimit -n >&2'").finish()
                .exited(0);
        assertEquals(60, result.outLines().size());
        assertEquals("128\n".repeat(60), result.err());
    }

    @Test
    void commandsHaveTheLimitThatTheRunWasStartedWith() {
        sandbox.shell("ulimit -S -n 300; exec drover run 'ulimit -S -n; echo' ::: a").finish()
                .exited(0).printed("300\na\n").saidNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 69})
    void aRunWithTooFewOpenFilesDoesNotBegin(int files) {
        sandbox.shell("ulimit -n " + files + "; exec drover run echo ::: a").finish()
                .exited(255).printed("").oneLine("ulimit -n");
    }

    @Test
    void theLeastThatARunNeedsIsEnough() {
        sandbox.shell("ulimit -n 70; seq 6 | drover run -k --joblog log --journal run.db -j2 'echo {}'").finish()
                .exited(0).printed(numbers(6)).saidNothing();
    }

    @Test
    void withoutProcNothingIsTried() {
        Result possible = sandbox.shell("unshare -rm mount -t tmpfs none /proc").start().awaitEnd();
        assumeTrue(possible.status().equals(new ExitStatus.Exited(0)), () -> "no namespaces: " + possible);
        sandbox.shell("unshare -rm sh -c 'mount -t tmpfs none /proc; exec drover run echo ::: a'").finish()
                .exited(255).printed("").oneLine("/proc");
    }
}
