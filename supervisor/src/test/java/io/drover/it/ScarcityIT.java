package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import org.junit.jupiter.api.Test;

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

    @Test
    void aWorkerThatCannotBeReplacedEndsTheRun() {
        sandbox.run("-j2", "--retries", "2", "rm -rf $TMPDIR/drover-run-*; kill -9 $PPID", ":::", "a", "b", "c").finish()
                .exited(255).printed("").complained("cannot start worker 0 (generation 2): open ")
                .complained("No such file or directory");
    }

    @Test
    void commandsThatTruncateAllThatTheyFindHarmNothing() {
        sandbox.run("-k", "for f in $TMPDIR/drover-run-*/*; do : >$f; done; echo {}", ":::", "a", "b", "c").finish()
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
    void withoutProcNothingIsTried() {
        Result possible = sandbox.shell("unshare -rm mount -t tmpfs none /proc").start().awaitEnd();
        assumeTrue(possible.status().equals(new ExitStatus.Exited(0)), () -> "no namespaces: " + possible);
        sandbox.shell("unshare -rm sh -c 'mount -t tmpfs none /proc; exec launcher run echo ::: a'").finish()
                .exited(255).printed("").oneLine("/proc");
    }
}
